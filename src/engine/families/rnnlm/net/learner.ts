import type { RnnlmExports } from '../../../kernels/rnnlm/exports';
import { type RnnlmModel, type RnnlmNumbers, roundingOf, usesSteps } from '../rnnlmModel';
import { END, type RnnlmNetwork, UNKNOWN } from './network';

/** The options of learning. Of these, the C tool's model files contain only the learning rate. */
export interface LearningOptions {
  /** The learning rate α. */
  rate: number;
  /** Weight decay β: each update reduces a weight by αβ times its value. */
  readonly decay: number;
  /**
   * Clip threshold: backpropagated gradients are clipped to ± this value per element; 0 means no clipping.
   */
  readonly cutoff: number;
}

/** Number of words between two decays of the weights. Direct weights decay at every word. */
const DECAY_EVERY = 10;

/**
 * Online learning as in the C tool. After every word, updates the output weights of all classes and of the
 * words in the target's class. Updates input and recurrent weights after every word or, with backpropagation
 * through time, after every block of words.
 */
export class Learner {
  private readonly wasm: RnnlmExports;
  /** The errors of the outputs times the learning rate. */
  private readonly changes: RnnlmNumbers;
  private readonly round: (x: number) => number;
  private readonly isThroughTime: boolean;

  constructor(
    private readonly model: RnnlmModel,
    private readonly network: RnnlmNetwork,
    readonly rates: LearningOptions,
  ) {
    this.wasm = model.module.wasm;
    this.changes = model.module.view('outputChanges');
    this.round = roundingOf(this.changes);
    this.isThroughTime = usesSteps(model.structure);
    if (this.isThroughTime) this.wasm.clearSteps();
  }

  /**
   * Prepares for a new text, whose start is preceded by `</s>`. The errors of earlier words are kept, as in
   * the C tool.
   */
  start(): void {
    if (this.isThroughTime) this.wasm.endSteps();
  }

  /**
   * Forgets the words and errors of earlier sentences. Called at the end of a sentence if sentences are
   * independent.
   */
  reset(): void {
    if (this.isThroughTime) this.wasm.forgetSteps();
  }

  /**
   * Updates the weights. `network.compute(last, target)` must have been called before. `counter` is the
   * number of the target word in the text, counted from 1.
   */
  learn(last: number, target: number, counter: number): void {
    const { wasm, isThroughTime } = this;
    const { structure } = this.model;
    const { rate, cutoff } = this.rates;
    if (isThroughTime) wasm.addStep(last);
    if (target === UNKNOWN) return;
    const decay = counter % DECAY_EVERY === 0 ? this.decay : 0;
    this.learnOutputs(target, decay);
    if (!isThroughTime) {
      wasm.learnStep(last, rate, decay);
      return;
    }
    wasm.fillStep();
    const blockEnds = counter % structure.bpttBlock === 0 || (structure.independent && target === END);
    if (blockEnds) wasm.learnBlock(rate, decay, cutoff);
  }

  private get decay(): number {
    return this.round(this.rates.decay * this.rates.rate);
  }

  private learnOutputs(target: number, decay: number): void {
    const { classOf, firsts } = this.model.vocabulary;
    const { features, history, V, C } = this.network;
    const { rate, cutoff } = this.rates;
    const classIndex = classOf[target];
    const [from, to] = [firsts[classIndex], firsts[classIndex + 1]];
    this.wasm.learnOutputs(target, from, to, classIndex, rate, decay, cutoff);
    if (!features) return;
    features.startWords(history, classIndex);
    features.learn(this.changes, from, to, this.decay);
    features.startClasses(history);
    features.learn(this.changes, V, V + C, this.decay);
  }
}
