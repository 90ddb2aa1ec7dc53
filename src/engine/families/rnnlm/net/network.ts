import type { RnnlmExports } from '../../../kernels/rnnlm/exports';
import { type RnnlmModel, type RnnlmNumbers, roundingOf } from '../rnnlmModel';
import { RnnlmFeatures } from './features';

/** Number of previous words that are kept for the direct connections. */
export const HISTORY = 20;
/** The id of `</s>`, which is always the first word of the vocabulary. */
export const END = 0;
/** The id of all words that are not in the vocabulary. Their input is zero, and they have no probability. */
export const UNKNOWN = -1;

/**
 * The initial value of the hidden units, before the first word of a text. It is not 0: with 0, the recurrent
 * weights would have no input.
 */
const QUIET = 0.1;
/** The value of the hidden units after the end of a sentence, if sentences are independent. */
export const RESET = 1;

/**
 * How to treat classes without words. `leak`: as in the C tool, such a class gets a share of the probability,
 * which no word gets. `leftOut`: its probability is 0.
 */
export type EmptyClasses = 'leak' | 'leftOut';

/**
 * The network at one position in a text. The equations are in `rnnlmModel.ts`. Its state is in the memory of
 * the model, so only the last network that was created for a model can be used.
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
  /** The ids of the previous words, most recent first; -1 for an unknown word. */
  readonly history = new Int32Array(HISTORY);
  readonly features: RnnlmFeatures | undefined;
  readonly V: number;
  readonly C: number;
  private readonly wasm: RnnlmExports;

  constructor(
    readonly model: RnnlmModel,
    private readonly emptyClasses: EmptyClasses = 'leak',
  ) {
    const { structure, vocabulary, weights, module } = model;
    this.wasm = module.wasm;
    this.V = vocabulary.words.length;
    this.C = structure.classes;
    this.before = module.view('before').fill(0);
    this.hidden = module.view('hidden');
    this.hidden.set(model.hidden);
    this.compressed = structure.compression > 0 ? module.view('compressed') : this.hidden;
    this.outputs = module.view('outputs').fill(0);
    this.features =
      structure.direct > 1 ? new RnnlmFeatures(structure.directOrder, weights.direct) : undefined;
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
    const { wasm, outputs, features, V, C } = this;
    wasm.readWord(last);
    wasm.multiplyOutputs(V, V + C);
    if (features) {
      features.startClasses(this.history);
      features.addTo(outputs, V, V + C);
    }
    if (this.emptyClasses === 'leftOut') {
      const { firsts } = this.model.vocabulary;
      for (let c = 0; c < C; c++) if (firsts[c] === firsts[c + 1]) outputs[V + c] = Number.NEGATIVE_INFINITY;
    }
    wasm.softmaxOutputs(V, V + C);
  }

  /** Computes P(word | class) for the words of one class. */
  computeWords(classIndex: number): void {
    const { wasm, outputs, features } = this;
    const { firsts } = this.model.vocabulary;
    const [from, to] = [firsts[classIndex], firsts[classIndex + 1]];
    wasm.multiplyOutputs(from, to);
    if (features) {
      features.startWords(this.history, classIndex);
      features.addTo(outputs, from, to);
    }
    wasm.softmaxOutputs(from, to);
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
