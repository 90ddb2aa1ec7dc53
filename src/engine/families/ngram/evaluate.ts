import { exp } from '../../core/math';
import { scanPieces } from '../../data/numbering';
import { SENTENCE_END } from '../../data/tokenizer';
import type { TextPrefix } from '../../model/languageModel';
import type { TextModel } from '../../model/openModel';
import { scoreTokens } from '../../model/scoreTokens';
import { beginningOf, idOf, isUnknown as isUnknownId, sentenceEndOf } from '../../model/textIds';
import { addTo, addWord, emptyTally, type Tally } from './tally';

/** The result of scoring one word. */
export interface WordScore {
  readonly word: string;
  /** log10 P(word | history). NaN for a word without a probability. */
  readonly logProb: number;
  /** Whether the word is the end of a sentence. */
  readonly isEnd: boolean;
  /** Whether the word is not in the vocabulary. */
  readonly isUnknown: boolean;
  /** Whether the word is unknown and not scored as `<unk>` (out of vocabulary, as SRILM counts it). */
  readonly isOov: boolean;
  /**
   * The rank of the word in the model's distribution. Present only if requested, and if the word has an id.
   */
  readonly place?: WordPosition;
}

/** The rank of a word in the model's distribution, and the sum of the distribution. */
export interface WordPosition {
  /** Sum of the probabilities of all words. It should be 1 except for rounding errors. */
  readonly sum: number;
  /** Rank of the word; 1 means the most likely word. */
  readonly rank: number;
}

/** The scores of all words of a sentence, including its end if the model has one, and their totals. */
export interface SentenceScore {
  readonly words: readonly WordScore[];
  readonly tally: Tally;
}

/**
 * Maximum number of words in one result. Longer sentences are reported in parts, because a text of characters
 * has no sentence ends and is a single sentence.
 */
export const LONGEST_SENTENCE = 1 << 16;

/**
 * Scores every word of a text given the words before it, sentence by sentence. With `unk`, words outside the
 * vocabulary are scored as `<unk>`. Without `unk`, they are counted but left out of the sums. With
 * `withPlaces`, also reads the whole distribution for every word, to determine ranks.
 */
export function evaluate(
  open: TextModel,
  text: string | Iterable<string>,
  unk: boolean,
  visit: (sentence: SentenceScore) => void = () => {},
  withPlaces = false,
): Tally {
  const total = emptyTally();
  const evaluation = new Evaluation(open, unk, withPlaces);
  let words: string[] = [];
  const finish = () => {
    const sentence = evaluation.score(words);
    visit(sentence);
    addTo(total, sentence.tally);
    words = [];
  };
  scanPieces(typeof text === 'string' ? [text] : text, open.tokenizer, word => {
    words.push(word);
    if (evaluation.isEnd(word) || words.length === LONGEST_SENTENCE) finish();
  });
  if (words.length > 0) finish();
  return total;
}

/** Scores a single sentence, followed by a sentence end if the model has one. */
export function scoreSentence(open: TextModel, text: string, unk: boolean): SentenceScore {
  const words: string[] = [];
  open.tokenizer.scan(text, true, word => {
    if (word !== SENTENCE_END) words.push(word);
  });
  const end = open.model.vocabulary.has(SENTENCE_END) ? [SENTENCE_END] : [];
  return new Evaluation(open, unk, false).score([...words, ...end]);
}

class Evaluation {
  private at: TextPrefix;
  private readonly end: number;

  constructor(
    private readonly open: TextModel,
    private readonly unk: boolean,
    private readonly withPlaces: boolean,
  ) {
    this.at = beginningOf(open);
    this.end = sentenceEndOf(open);
  }

  isEnd(word: string): boolean {
    return idOf(this.open.model, word) === this.end;
  }

  score(words: readonly string[]): SentenceScore {
    const { model } = this.open;
    const ids = Int32Array.from(words, word => idOf(model, word));
    const places = this.withPlaces ? this.placesOf(ids) : [];
    const { logProbs, at } = scoreTokens(model, this.at, ids);
    this.at = at;
    const tally = emptyTally();
    const scores = words.map((word, i) => {
      const logProb = logProbs[i] / Math.LN10;
      const isUnknown = isUnknownId(model, ids[i]);
      const isOov = isUnknown && (!this.unk || Number.isNaN(logProb));
      const score = { word, logProb, isEnd: ids[i] === this.end, isUnknown, isOov, place: places[i] };
      addWord(tally, score);
      return score;
    });
    return { words: scores, tally };
  }

  private placesOf(ids: Int32Array): WordPosition[] {
    const places: WordPosition[] = [];
    const { model } = this.open;
    const { state, last } = this.at;
    const known = [...ids.keys()].filter(i => ids[i] >= 0);
    const history = last < 0 ? [] : [last];
    const sequence = Int32Array.from([...history, ...known.map(i => ids[i])]);
    model.read(state, sequence, (i, logProbs) => {
      if (sequence[i] === model.outside) return;
      const own = logProbs[sequence[i]];
      let [sum, rank] = [0, 1];
      for (const logProb of logProbs) {
        sum += exp(logProb);
        if (logProb > own) rank++;
      }
      places[known[i - history.length]] = { sum, rank };
    });
    return places;
  }
}
