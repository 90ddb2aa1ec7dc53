import { exp } from '../core/math';
import { SENTENCE_END, type Tokenizer } from '../data/tokenizer';
import type { LanguageModel } from '../eval/languageModel';
import { addTo, emptyTally, type Tally } from './tally';

/** What a model said of one word. */
export interface WordScore {
  readonly word: string;
  /** log10 P(word | history); NaN for the first word of a model that knows no beginnings. */
  readonly logProb: number;
  /** Not in the vocabulary. */
  readonly isUnknown: boolean;
  /** And not taken as `<unk>` either. */
  readonly isOov: boolean;
  /** What the model says of the other words in its place, where that was asked for and the word has an id. */
  readonly place?: Place;
}

/** A word's place among all. */
export interface Place {
  /** Of all probabilities: 1, but for rounding. */
  readonly sum: number;
  /** 1 for the likeliest. */
  readonly rank: number;
}

/** A sentence's words with its end, where it has one, and what they add up to. */
export interface SentenceScore {
  readonly words: readonly WordScore[];
  readonly tally: Tally;
}

/**
 * Every word of a text given those before it, sentence after sentence, as the field reports it. `unk` takes words out
 * of the vocabulary as `<unk>`; without it they are counted, and left out of the sums. `withPlaces` reads every distribution.
 */
export function evaluate(
  model: LanguageModel,
  tokenizer: Tokenizer,
  text: string,
  unk: boolean,
  visit: (sentence: SentenceScore) => void = () => {},
  withPlaces = false,
): Tally {
  const total = emptyTally();
  const evaluation = new Evaluation(model, unk, withPlaces);
  let words: string[] = [];
  const finish = () => {
    const sentence = evaluation.score(words);
    visit(sentence);
    addTo(total, sentence.tally);
    words = [];
  };
  tokenizer.scan(text, true, word => {
    words.push(word);
    if (word === SENTENCE_END) finish();
  });
  if (words.length > 0) finish();
  return total;
}

/** A sentence by itself, with its end where the model knows one. */
export function scoreSentence(
  model: LanguageModel,
  tokenizer: Tokenizer,
  text: string,
  unk: boolean,
): SentenceScore {
  const words: string[] = [];
  tokenizer.scan(text, true, word => {
    if (word !== SENTENCE_END) words.push(word);
  });
  const end = model.vocabulary.has(SENTENCE_END) ? [SENTENCE_END] : [];
  return new Evaluation(model, unk, false).score([...words, ...end]);
}

class Evaluation {
  private state: unknown;
  /** The last token that was read, which the model takes in with the next; -1 at the beginning. */
  private last: number;

  constructor(
    private readonly model: LanguageModel,
    private readonly unk: boolean,
    private readonly withPlaces: boolean,
  ) {
    this.state = model.start();
    this.last = model.vocabulary.has(SENTENCE_END) ? model.vocabulary.id(SENTENCE_END) : -1;
  }

  score(words: readonly string[]): SentenceScore {
    const read = this.read(words.map(word => this.model.vocabulary.id(word)));
    const tally = emptyTally();
    const scores = words.map((word, i) => this.count(word, read[i], tally));
    return { words: scores, tally };
  }

  /** log10 P of each; -Infinity for a word without an id, which the model passes over. */
  private read(ids: readonly number[]): Pick<WordScore, 'logProb' | 'place'>[] {
    const known = ids.filter(id => id >= 0);
    const history = this.last < 0 ? [] : [this.last];
    const sequence = Int32Array.from([...history, ...known]);
    if (known.length === 0) return ids.map(() => ({ logProb: Number.NEGATIVE_INFINITY }));
    const places = this.withPlaces ? this.placesOf(sequence) : [];
    const { logProbs, state } = this.model.score(this.state, sequence);
    this.state = state;
    this.last = known[known.length - 1];
    let next = history.length;
    return ids.map(id => {
      if (id < 0) return { logProb: Number.NEGATIVE_INFINITY };
      return { logProb: logProbs[next] / Math.LN10, place: places[next++] };
    });
  }

  private placesOf(sequence: Int32Array): Place[] {
    const places: Place[] = [];
    this.model.read(this.state, sequence, (i, logProbs) => {
      const own = logProbs[sequence[i]];
      let [sum, rank] = [0, 1];
      for (const logProb of logProbs) {
        sum += exp(logProb);
        if (logProb > own) rank++;
      }
      places[i] = { sum, rank };
    });
    return places;
  }

  private count(
    word: string,
    { logProb, place }: Pick<WordScore, 'logProb' | 'place'>,
    tally: Tally,
  ): WordScore {
    const { vocabulary } = this.model;
    const isUnknown = !vocabulary.has(word) || vocabulary.id(word) === vocabulary.unknown;
    const isOov = isUnknown && !this.unk;
    if (word === SENTENCE_END) tally.sentences++;
    else tally.words++;
    if (isOov) {
      tally.oovs++;
      tally.oovLogProb += logProb;
    } else if (logProb === Number.NEGATIVE_INFINITY) tally.zeroprobs++;
    else if (!Number.isNaN(logProb)) tally.logProb += logProb;
    return { word, logProb, isUnknown, isOov, place };
  }
}
