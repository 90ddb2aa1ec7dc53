import { END, HISTORY, RESET, UNKNOWN } from '../../../../../src/engine/families/rnnlm/net/network';
import {
  numbers,
  type RnnlmModel,
  type RnnlmNumbers,
  roundingOf,
} from '../../../../../src/engine/families/rnnlm/rnnlmModel';
import { addProduct, logisticOf, softmaxOf } from './algebra';
import { ReferenceFeatures } from './features';

/** A model whose weights are ordinary arrays. */
export type ReferenceModel = Omit<RnnlmModel, 'module'>;

/**
 * The initial value of the hidden units, before the first word of a text. It is not 0: with 0, the recurrent
 * weights would have no input.
 */
const QUIET = 0.1;
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
export class ReferenceNetwork {
  readonly before: RnnlmNumbers;
  readonly hidden: RnnlmNumbers;
  readonly compressed: RnnlmNumbers;
  readonly outputs: RnnlmNumbers;
  /** The ids of the previous words, most recent first; -1 for an unknown word. */
  readonly history = new Int32Array(HISTORY);
  readonly features: ReferenceFeatures | undefined;
  readonly V: number;
  readonly C: number;

  constructor(readonly model: ReferenceModel) {
    const { structure, vocabulary, weights, precision } = model;
    this.V = vocabulary.words.length;
    this.C = structure.classes;
    this.before = numbers(precision, structure.hidden);
    this.hidden = model.hidden.slice();
    this.compressed = structure.compression > 0 ? numbers(precision, structure.compression) : this.hidden;
    this.outputs = numbers(precision, this.V + this.C);
    this.features =
      structure.direct > 1 ? new ReferenceFeatures(structure.directOrder, weights.direct) : undefined;
  }

  /** Sets the hidden layer to its initial value before the first word of a text. Keeps the history. */
  flush(): void {
    this.before.fill(QUIET);
    this.hidden.fill(0);
  }

  /** Sets the hidden layer to `hidden` and empties the history. */
  resume(hidden: RnnlmNumbers): void {
    this.hidden.set(hidden);
    this.before.set(hidden);
    this.history.fill(END);
  }

  /** Sets the hidden layer and the history to their values before a sentence. For independent sentences. */
  reset(): void {
    this.hidden.fill(RESET);
    this.before.fill(RESET);
    this.history.fill(END);
  }

  /**
   * Reads the word `last` and computes P(class) of the next word. If `target` is known, also computes P(word
   * | class) for the words of its class.
   */
  compute(last: number, target: number): void {
    this.computeClasses(last);
    if (target !== UNKNOWN) this.computeWords(this.model.vocabulary.classOf[target]);
  }

  /** Reads the word `last` and computes P(class) of the next word. */
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
    softmaxOf(outputs, V, V + C);
  }

  /** Computes P(word | class) for the words of one class. */
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

  /** Returns P(word). `compute` must have been called with this word as target. */
  probability(word: number): number {
    const { outputs, V } = this;
    return roundingOf(outputs)(outputs[V + this.model.vocabulary.classOf[word]] * outputs[word]);
  }

  /**
   * Makes the current hidden layer the previous one and adds the word to the history. If the word ends an
   * independent sentence, resets the network and returns true.
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
