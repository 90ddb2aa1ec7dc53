import type { Totals } from '../../../protocol/srilm';

/** What a model made of a text so far. */
export type Tally = { -readonly [K in keyof Totals]: number } & {
  /** log10 P of the words that are not in the vocabulary, as `<unk>`. */
  oovLogProb: number;
};

/** Makes up the tally of a sentence, or of a text of them. */
export function emptyTally(): Tally {
  return { sentences: 0, words: 0, oovs: 0, zeroprobs: 0, logProb: 0, oovLogProb: 0 };
}

export function addTo(tally: Tally, other: Tally): void {
  for (const key of Object.keys(other) as (keyof Tally)[]) tally[key] += other[key];
}
