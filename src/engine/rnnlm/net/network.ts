import { type Numbers, numbers, type RnnlmModel } from '../model';
import { addProduct, logisticOf, roundingOf, softmaxOf } from './algebra';
import { Features } from './features';

/** Words of the past that features can look at. */
export const HISTORY = 20;
/** `</s>`, which is always the first word. */
export const END = 0;
/** A word that the vocabulary lacks: nothing goes in for it, and it has no probability. */
export const UNKNOWN = -1;

/** Before the first word of a text, so that the recurrent weights have something to work on. */
const QUIET = 0.1;
/** After a sentence, where each is read for itself. */
export const RESET = 1;

/** A class without words: in the original it takes its share of the probability, which no word gets. */
export type EmptyClasses = 'leak' | 'leftOut';

/**
 * The network at one place in a text, word by word; equations in `model.ts`.
 *
 * | symbol | variable   | shape  |
 * |--------|------------|--------|
 * | h'     | before     | [H]    |
 * | h      | hidden     | [H]    |
 * | g      | compressed | [H or K], `hidden` itself without compression |
 * | p      | outputs    | [V + C], words first; of words only those of the class asked for |
 */
export class Network {
  readonly before: Numbers;
  readonly hidden: Numbers;
  readonly compressed: Numbers;
  readonly outputs: Numbers;
  /** The last word first; -1 for one that is unknown. */
  readonly history = new Int32Array(HISTORY);
  readonly features: Features | undefined;
  readonly V: number;
  readonly C: number;

  constructor(
    readonly model: RnnlmModel,
    private readonly emptyClasses: EmptyClasses = 'leak',
  ) {
    const { structure, vocabulary, weights, precision } = model;
    this.V = vocabulary.words.length;
    this.C = structure.classes;
    this.before = numbers(precision, structure.hidden);
    this.hidden = model.hidden.slice();
    this.compressed = structure.compression > 0 ? numbers(precision, structure.compression) : this.hidden;
    this.outputs = numbers(precision, this.V + this.C);
    this.features = structure.direct > 1 ? new Features(structure.directOrder, weights.direct) : undefined;
  }

  /** Before a text; words before it stay in the history. */
  flush(): void {
    this.before.fill(QUIET);
    this.hidden.fill(0);
  }

  /** Goes on from a hidden layer, with no words before. */
  resume(hidden: Numbers): void {
    this.hidden.set(hidden);
    this.before.set(hidden);
    this.history.fill(END);
  }

  /** Before a sentence, where each is read for itself. */
  reset(): void {
    this.hidden.fill(RESET);
    this.before.fill(RESET);
    this.history.fill(END);
  }

  /** Takes the last word in and makes P(class); then P(word | class) of `target`'s class, if it is known. */
  compute(last: number, target: number): void {
    this.computeClasses(last);
    if (target !== UNKNOWN) this.computeWords(this.model.vocabulary.classOf[target]);
  }

  computeClasses(last: number): void {
    const { weights } = this.model;
    const { hidden, compressed, outputs, features, V, C } = this;
    const H = hidden.length;
    hidden.fill(0);
    addProduct(hidden, weights.recurrent, this.before);
    if (last !== UNKNOWN) for (let j = 0; j < H; j++) hidden[j] += weights.input[last * H + j];
    logisticOf(hidden);
    if (compressed !== hidden) {
      compressed.fill(0);
      addProduct(compressed, weights.compression, hidden);
      logisticOf(compressed);
    }
    outputs.fill(0, V);
    addProduct(outputs, weights.output, compressed, V, V + C);
    if (features) {
      features.startClasses(this.history);
      for (let c = V; c < V + C; c++) features.addTo(outputs, c);
    }
    if (this.emptyClasses === 'leftOut') {
      const { firsts } = this.model.vocabulary;
      for (let c = 0; c < C; c++) if (firsts[c] === firsts[c + 1]) outputs[V + c] = Number.NEGATIVE_INFINITY;
    }
    softmaxOf(outputs, V, V + C);
  }

  /** P(word | class) for the words of the class. */
  computeWords(classIndex: number): void {
    const { outputs, features, compressed } = this;
    const { vocabulary, weights } = this.model;
    const from = vocabulary.firsts[classIndex];
    const to = vocabulary.firsts[classIndex + 1];
    outputs.fill(0, from, to);
    addProduct(outputs, weights.output, compressed, from, to);
    if (features) {
      features.startWords(this.history, classIndex);
      for (let w = from; w < to; w++) features.addTo(outputs, w);
    }
    softmaxOf(outputs, from, to);
  }

  /** P(word), after `compute` for that word. */
  probability(word: number): number {
    const { outputs, V } = this;
    return roundingOf(outputs)(outputs[V + this.model.vocabulary.classOf[word]] * outputs[word]);
  }

  /** Goes on behind `word`, which becomes the last one; whether that ended a sentence after which all begins anew. */
  advance(word: number): boolean {
    this.before.set(this.hidden);
    this.history.copyWithin(1, 0);
    this.history[0] = word;
    const isEnd = this.model.structure.independent && word === END;
    if (isEnd) this.reset();
    return isEnd;
  }
}
