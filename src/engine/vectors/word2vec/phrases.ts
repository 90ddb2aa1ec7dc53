import type { TextBytes } from '../../data/decode';
import { readWords, SENTENCE_END } from './readWords';

/** Maximum number of bytes of a word, and of a pair of words, in word2phrase. */
const [LONGEST_WORD, LONGEST_PAIR] = [58, 59];
/** Number of characters of buffered text at which the text is passed to `write`. */
const PIECE = 1 << 16;

export interface PhraseOptions {
  /** Minimum number of occurrences of words and pairs. Rarer ones are not joined. */
  readonly minimum: number;
  /** Threshold for the score of a pair: only pairs with a higher score are joined. */
  readonly threshold: number;
}

/**
 * Joins words that often occur together with `_`, as word2phrase does. A pair of words on two different lines
 * is counted, but not joined. Passes the text to `write` in pieces, with one character per byte.
 */
export function joinPhrases(bytes: TextBytes, options: PhraseOptions, write: (text: string) => void): void {
  const { counts, total } = countPairs(bytes, options.minimum);
  const joiner = new PhraseJoiner(counts, total, options);
  let text = '';
  readWords(bytes, LONGEST_WORD, word => {
    text += word === SENTENCE_END ? '\n' : `${joiner.isJoined(word) ? '_' : ' '}${word}`;
    joiner.last = word;
    if (text.length < PIECE) return;
    write(text);
    text = '';
  });
  write(text);
}

/**
 * Counts words and pairs of words in one table, as word2phrase does. Returns only those with at least
 * `minimum` occurrences.
 */
function countPairs(bytes: TextBytes, minimum: number) {
  const counts = new Map([[SENTENCE_END, 0]]);
  const count = (word: string) => counts.set(word, (counts.get(word) ?? 0) + 1);
  let [last, total] = ['', 0];
  readWords(bytes, LONGEST_WORD, word => {
    if (word === SENTENCE_END) return;
    total++;
    count(word);
    count(pairOf(last, word));
    last = word;
  });
  for (const [word, found] of counts) if (found < minimum && word !== SENTENCE_END) counts.delete(word);
  return { counts, total };
}

const pairOf = (first: string, second: string) => `${first}_${second}`.slice(0, LONGEST_PAIR);

/** Decides for each word of a text whether to join it to the previous word. */
class PhraseJoiner {
  last = '';
  private isLastKnown = false;
  /**
   * Counts of the previous word (`first`), the current word (`second`) and the pair (`both`). For a word or
   * pair that is not in the table, the last known count is kept, as in word2phrase.
   */
  private first = 0;
  private second = 0;
  private both = 0;

  constructor(
    private readonly counts: ReadonlyMap<string, number>,
    private readonly total: number,
    private readonly options: PhraseOptions,
  ) {}

  isJoined(word: string): boolean {
    const { counts, options } = this;
    const count = counts.get(word);
    const pair = counts.get(pairOf(this.last, word));
    if (count !== undefined) this.second = count;
    if (pair !== undefined) this.both = pair;
    const areKnown = count !== undefined && this.isLastKnown && pair !== undefined;
    const areFrequent = this.first >= options.minimum && this.second >= options.minimum;
    const isJoined = areKnown && areFrequent && this.score() > options.threshold;
    if (isJoined) this.second = 0; // below the minimum, so that the next word is not joined
    this.isLastKnown = count !== undefined;
    this.first = this.second;
    return isJoined;
  }

  /**
   * Returns the score of the pair: (count of the pair - minimum) / (product of the words' counts) * number of
   * words, rounded to float32 after each operation as in word2phrase.
   */
  private score(): number {
    const single = Math.fround;
    const { both, first, options, second, total } = this;
    return single(
      single(single(single(both - options.minimum) / single(first)) / single(second)) * single(total),
    );
  }
}
