import type { Totals } from '../../../protocol/srilm';

/** The running totals of a text's evaluation. */
export type Tally = { -readonly [K in keyof Totals]: number } & {
  /** log10 P of the words outside the vocabulary, scored as `<unk>`. */
  oovLogProb: number;
};

/** Returns an empty tally, for a sentence or a text. */
export function emptyTally(): Tally {
  return { sentences: 0, words: 0, oovs: 0, zeroprobs: 0, logProb: 0, oovLogProb: 0 };
}

export function addTo(tally: Tally, other: Tally): void {
  for (const key of Object.keys(other) as (keyof Tally)[]) tally[key] += other[key];
}
