import type { LearningOptions } from '../../../../../src/engine/families/rnnlm/net/learner';
import { END, UNKNOWN } from '../../../../../src/engine/families/rnnlm/net/network';
import { numbers, type RnnlmNumbers, roundingOf } from '../../../../../src/engine/families/rnnlm/rnnlmModel';
import { addOuter, addTransposed, throughLogistic } from './algebra';
import type { ReferenceModel, ReferenceNetwork } from './network';
import { RecentSteps } from './recentSteps';

/** Number of words between two decays of the weights. Direct weights decay at every word. */
const DECAY_EVERY = 10;

/**
 * Online learning as in the C tool. After every word, updates the output weights of all classes and of the
 * words in the target's class. Updates input and recurrent weights after every word or, with backpropagation
 * through time, after every block of words.
 *
 * | symbol | variable | shape |
 * |--------|-------------|----------|
 * | dp | dOutputs | [V + C], target - p |
 * | dg | dCompressed | [H or K] |
 * | dh | dHidden | [H] |
 */
export class ReferenceLearner {
  private readonly dOutputs: RnnlmNumbers;
  private readonly dCompressed: RnnlmNumbers;
  private readonly dHidden: RnnlmNumbers;
  /** Scratch memory for the sums of `addTransposed`. */
  private readonly sums: RnnlmNumbers;
  private readonly round: (x: number) => number;
  private readonly past: RecentSteps | undefined;

  constructor(
    private readonly model: ReferenceModel,
    private readonly network: ReferenceNetwork,
    readonly rates: LearningOptions,
  ) {
    const { structure, precision } = model;
    this.dOutputs = numbers(precision, network.outputs.length);
    this.dHidden = numbers(precision, structure.hidden);
    this.dCompressed = structure.compression > 0 ? numbers(precision, structure.compression) : this.dHidden;
    this.sums = numbers(precision, Math.max(structure.hidden, structure.compression));
    this.round = roundingOf(this.sums);
    this.past = structure.bptt > 0 ? new RecentSteps(structure, precision) : undefined;
  }

  /**
   * Prepares for a new text, whose start is preceded by `</s>`. The errors of earlier words are kept, as in
   * the C tool.
   */
  start(): void {
    this.past?.words.fill(END);
  }

  /**
   * Forgets the words and errors of earlier sentences. Called at the end of a sentence if sentences are
   * independent.
   */
  reset(): void {
    this.past?.forget();
  }

  /**
   * Updates the weights. `network.compute(last, target)` must have been called before. `counter` is the
   * number of the target word in the text, counted from 1.
   */
  learn(last: number, target: number, counter: number): void {
    this.past?.shift(last);
    if (target === UNKNOWN) return;
    const { structure } = this.model;
    const decays = counter % DECAY_EVERY === 0;
    this.learnOutputs(target, decays);
    if (!this.past || structure.bptt <= 1) {
      this.learnStep(last, decays);
      return;
    }
    this.past.hidden.set(this.network.hidden);
    this.past.errors.set(this.dHidden);
    const blockEnds = counter % structure.bpttBlock === 0 || (structure.independent && target === END);
    if (blockEnds) this.learnBlock(this.past, decays);
  }

  private get decay(): number {
    return this.round(this.rates.decay * this.rates.rate);
  }

  private learnOutputs(target: number, decays: boolean): void {
    const { network, dOutputs, dCompressed, dHidden } = this;
    const { weights, vocabulary } = this.model;
    const { V, C, outputs, hidden, compressed } = network;
    const { rate, cutoff } = this.rates;
    const classIndex = vocabulary.classOf[target];
    const from = vocabulary.firsts[classIndex];
    const to = vocabulary.firsts[classIndex + 1];
    const decay = decays ? this.decay : 0;

    for (let i = from; i < to; i++) dOutputs[i] = Number(i === target) - outputs[i];
    for (let i = V; i < V + C; i++) dOutputs[i] = Number(i === V + classIndex) - outputs[i];
    this.learnFeatures(classIndex, from, to);
    dCompressed.fill(0);
    for (const range of [
      { from, to },
      { from: V, to: V + C },
    ]) {
      addTransposed(dCompressed, weights.output, dOutputs, { cutoff, sums: this.sums, ...range });
      addOuter(weights.output, dOutputs, compressed, { rate, decay, ...range });
    }
    if (dCompressed === dHidden) return;
    throughLogistic(dCompressed, compressed);
    dHidden.fill(0);
    addTransposed(dHidden, weights.compression, dCompressed, { cutoff, sums: this.sums });
    addOuter(weights.compression, dCompressed, hidden, { rate, decay: 0 });
  }

  private learnFeatures(classIndex: number, from: number, to: number): void {
    const { features, history, V, C } = this.network;
    if (!features) return;
    const { rate } = this.rates;
    features.startWords(history, classIndex);
    for (let i = from; i < to; i++) features.learn(this.round(rate * this.dOutputs[i]), this.decay);
    features.startClasses(history);
    for (let i = V; i < V + C; i++) features.learn(this.round(rate * this.dOutputs[i]), this.decay);
  }

  /** Updates input and recurrent weights by backpropagation through one step. */
  private learnStep(last: number, decays: boolean): void {
    const { weights } = this.model;
    const { hidden, before } = this.network;
    const { rate } = this.rates;
    const decay = decays ? this.decay : 0;
    throughLogistic(this.dHidden, hidden);
    if (last !== UNKNOWN) addRow(weights.input, last, this.dHidden, rate, decay);
    addOuter(weights.recurrent, this.dHidden, before, { rate, decay });
  }

  /**
   * Updates input and recurrent weights by backpropagation through the steps of a block and the steps before
   * it. The weights stay fixed during this pass; the changes are summed and applied at the end. The weights
   * of an input word decay once for each of its occurrences in the block.
   */
  private learnBlock(past: RecentSteps, decays: boolean): void {
    const { weights, structure, precision } = this.model;
    const { network, dHidden, round } = this;
    const { rate, cutoff } = this.rates;
    const H = structure.hidden;
    const decay = decays ? this.decay : 0;
    const steps = past.steps;
    const { dBefore, dRecurrent } = past;
    const dInput = new Map<number, RnnlmNumbers>();
    dRecurrent.fill(0);
    for (let step = 0; step < steps; step++) {
      const h = step === 0 ? network.hidden : past.hiddenAt(step);
      const before = step === 0 ? network.before : past.hiddenAt(step + 1);
      throughLogistic(dHidden, h);
      const word = past.words[step];
      if (word !== UNKNOWN) {
        const row = dInput.get(word) ?? numbers(precision, H);
        dInput.set(word, row);
        for (let j = 0; j < H; j++) row[j] += round(rate * dHidden[j]);
      }
      dBefore.fill(0);
      addTransposed(dBefore, weights.recurrent, dHidden, { cutoff, sums: this.sums });
      addOuter(dRecurrent, dHidden, before, { rate, decay: 0 });
      const own = past.errorAt(step + 1);
      for (let j = 0; j < H; j++) dHidden[j] = dBefore[j] + own[j];
    }
    past.errors.fill(0);
    for (let i = 0; i < dRecurrent.length; i++) {
      weights.recurrent[i] += round(dRecurrent[i] - round(weights.recurrent[i] * decay));
    }
    for (let step = 0; step < steps; step++) {
      const word = past.words[step];
      if (word === UNKNOWN) continue;
      const row = dInput.get(word);
      if (row) addRow(weights.input, word, row, 1, decay);
      row?.fill(0);
    }
  }
}

/** Adds rate x - decay W[row] to row `row` of W. */
function addRow(W: RnnlmNumbers, row: number, x: RnnlmNumbers, rate: number, decay: number): void {
  const round = roundingOf(W);
  for (let j = 0, w = row * x.length; j < x.length; j++, w++) {
    W[w] += round(round(rate * x[j]) - round(W[w] * decay));
  }
}
