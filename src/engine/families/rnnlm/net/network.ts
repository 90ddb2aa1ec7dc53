import { numbers, type RnnlmModel, type RnnlmNumbers } from '../model';
import { addProduct, logisticOf, roundingOf, softmaxOf } from './algebra';
import { RnnlmFeatures } from './features';

/** Number of previous words that features can use. */
export const HISTORY = 20;
/** The id of `</s>`, which is always the first word. */
export const END = 0;
/** The id of a word that is not in the vocabulary. Its input is zero, and it has no probability. */
export const UNKNOWN = -1;

/**
 * The hidden layer before the first word of a text. It is not 0, so that the recurrent weights have an input.
 */
const QUIET = 0.1;
/** The hidden layer after a sentence if sentences are independent. */
export const RESET = 1;

/**
 * The treatment of classes without words. `leak`: they take a part of the probability, which no word gets, as
 * in the C tool. `leftOut`: their probability is 0.
 */
export type EmptyClasses = 'leak' | 'leftOut';

/**
 * The network at one position in a text. The equations are in `model.ts`.
 *
 * | symbol | variable   | shape  |
 * |--------|------------|--------|
 * | h'     | before     | [H]    |
 * | h      | hidden     | [H]    |
 * | g      | compressed | [H or K], `hidden` itself without compression |
 * | p      | outputs    | [V + C], words first; only words of the computed class are valid |
 */
export class RnnlmNetwork {
  readonly before: RnnlmNumbers;
  readonly hidden: RnnlmNumbers;
  readonly compressed: RnnlmNumbers;
  readonly outputs: RnnlmNumbers;
  /** Previous words, most recent first; -1 for an unknown word. */
  readonly history = new Int32Array(HISTORY);
  readonly features: RnnlmFeatures | undefined;
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
    this.features =
      structure.direct > 1 ? new RnnlmFeatures(structure.directOrder, weights.direct) : undefined;
  }

  /** Resets the hidden layer before a text. The history is kept. */
  flush(): void {
    this.before.fill(QUIET);
    this.hidden.fill(0);
  }

  /** Continues from a given hidden layer, with an empty history. */
  resume(hidden: RnnlmNumbers): void {
    this.hidden.set(hidden);
    this.before.set(hidden);
    this.history.fill(END);
  }

  /** Resets hidden layer and history before a sentence if sentences are independent. */
  reset(): void {
    this.hidden.fill(RESET);
    this.before.fill(RESET);
    this.history.fill(END);
  }

  /**
   * Reads the previous word and computes P(class) of the next one. If `target` is known, also computes
   * P(word | class) for its class.
   */
  compute(last: number, target: number): void {
    this.computeClasses(last);
    if (target !== UNKNOWN) this.computeWords(this.model.vocabulary.classOf[target]);
  }

  /** Reads the previous word and computes P(class) of the next one. */
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

  /** Computes P(word | class) for the words of a class. */
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

  /** P(word), after `compute` with this word as target. */
  probability(word: number): number {
    const { outputs, V } = this;
    return roundingOf(outputs)(outputs[V + this.model.vocabulary.classOf[word]] * outputs[word]);
  }

  /**
   * Moves on by one word. Returns whether it ended an independent sentence, after which the network is reset.
   */
  advance(word: number): boolean {
    this.before.set(this.hidden);
    this.history.copyWithin(1, 0);
    this.history[0] = word;
    const isEnd = this.model.structure.independent && word === END;
    if (isEnd) this.reset();
    return isEnd;
  }
}
