/** The counts and sums that SRILM's `ngram -ppl` prints for a text. */
export interface Totals {
  readonly sentences: number;
  /** Number of words, without sentence ends. */
  readonly words: number;
  /** Number of words that are not in the vocabulary. */
  readonly oovs: number;
  /** Number of words and sentence ends that are in the vocabulary but have probability 0. */
  readonly zeroprobs: number;
  /** L, the sum of log10 P of all words and sentence ends that are neither `oovs` nor `zeroprobs`. */
  readonly logProb: number;
}

/** The totals of a text, which are added up while the text is evaluated. */
export type Tally = { -readonly [K in keyof Totals]: number } & {
  /** Sum of log10 P of the words outside the vocabulary, which are scored as `<unk>`. */
  oovLogProb: number;
};

/** Returns totals of 0, to which the totals of sentences can be added. */
export function emptyTally(): Tally {
  return { sentences: 0, words: 0, oovs: 0, zeroprobs: 0, logProb: 0, oovLogProb: 0 };
}

/** Adds the score of a word: its log10 P, whether it ends a sentence, and whether it is out of vocabulary. */
export function addWord(
  tally: Tally,
  { logProb, isEnd, isOov }: { readonly logProb: number; readonly isEnd: boolean; readonly isOov: boolean },
): void {
  if (isEnd) tally.sentences++;
  else tally.words++;
  if (isOov) {
    tally.oovs++;
    if (!Number.isNaN(logProb)) tally.oovLogProb += logProb;
  } else if (logProb === Number.NEGATIVE_INFINITY) tally.zeroprobs++;
  else if (!Number.isNaN(logProb)) tally.logProb += logProb;
}

export function addTo(tally: Tally, other: Tally): void {
  tally.sentences += other.sentences;
  tally.words += other.words;
  tally.oovs += other.oovs;
  tally.zeroprobs += other.zeroprobs;
  tally.logProb += other.logProb;
  tally.oovLogProb += other.oovLogProb;
}
