/** The counts and sums that SRILM's `ngram -ppl` prints for a text. */
export interface Totals {
  readonly sentences: number;
  /** Number of words, without sentence ends. */
  readonly words: number;
  /** Number of words outside the vocabulary. */
  readonly oovs: number;
  /** Number of words and sentence ends in the vocabulary with probability 0. */
  readonly zeroprobs: number;
  /** L: sum of log10 P over all other tokens. */
  readonly logProb: number;
}

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
