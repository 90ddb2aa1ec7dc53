import type { ErrorFlow, WeightChanges } from '../../../protocol/errorFlow';
import type { StatePart } from '../../../protocol/statePart';
import { exp, log } from '../../core/math';
import { Vocabulary } from '../../data/vocabulary';
import { type Distribution, type LanguageModel, readBySteps } from '../../model/languageModel';
import type { InspectorOptions, StateInspector } from '../../model/stateInspector';
import type { TokenMatrices, TokenMatrix } from '../../model/tokenMatrices';
import type { WeightMatrix } from '../../model/weightMatrix';
import { END, HISTORY, RESET, RnnlmNetwork, UNKNOWN } from './net/network';
import { rnnlmErrorFlow } from './rnnlmErrorFlow';
import type { RnnlmModel, RnnlmNumbers } from './rnnlmModel';
import { decodeWords } from './text/words';

/** The state of the model before it reads the next word. */
export interface RnnlmState {
  readonly hidden: RnnlmNumbers;
  /** The last words before the current position, most recent first. */
  readonly history: Int32Array;
}

/** An RNNLM model for scoring. A text starts with the hidden layer that was saved in the model. */
export class RnnlmLanguageModel implements LanguageModel<RnnlmState> {
  readonly vocabulary: Vocabulary;
  readonly outside: number;
  private readonly network: RnnlmNetwork;
  private readonly logProbs: Float64Array; // [V], ln P of each word

  constructor(private readonly model: RnnlmModel) {
    this.vocabulary = new Vocabulary(decodeWords(model.vocabulary.words), true);
    this.outside = this.vocabulary.size;
    this.network = new RnnlmNetwork(model, 'leftOut');
    this.logProbs = new Float64Array(this.vocabulary.size);
  }

  start(): RnnlmState {
    return { hidden: this.model.hidden, history: new Int32Array(HISTORY) };
  }

  step(state: RnnlmState, id: number) {
    const { network, logProbs } = this;
    const history = this.enter(state, id);
    network.computeClasses(this.wordOf(id));
    for (let c = 0; c < network.C; c++) network.computeWords(c);
    for (let word = 0; word < logProbs.length; word++) logProbs[word] = this.logProb(word);
    return { state: { hidden: network.hidden.slice(), history }, logProbs };
  }

  /**
   * Computes only P(class) and the P(word | class) for the words of the target's class, not whole
   * distributions.
   */
  score(state: RnnlmState, ids: Int32Array) {
    const { network } = this;
    const logProbs = new Float64Array(ids.length).fill(Number.NaN);
    let at = state;
    for (let i = 0; i + 1 < ids.length; i++) {
      const history = this.enter(at, ids[i]);
      const target = this.wordOf(ids[i + 1]);
      network.compute(this.wordOf(ids[i]), target);
      if (target !== UNKNOWN) logProbs[i + 1] = this.logProb(target);
      at = { hidden: network.hidden, history };
    }
    return { logProbs, state: { ...at, hidden: at.hidden.slice() } };
  }

  read(state: RnnlmState, ids: Int32Array, visit: (i: number, logProbs: Distribution) => void): RnnlmState {
    return readBySteps(this, state, ids, visit);
  }

  /** Returns U, [V, H], and the rows of O for words, [V, H or K]. */
  tokenMatrices(): TokenMatrices {
    const { input, output } = this.model.weights;
    const matrix = (values: RnnlmNumbers, size: number) => (): TokenMatrix => ({
      vectors: Float32Array.from(values.subarray(0, this.vocabulary.size * size)),
      size,
    });
    return new Map([
      ['input', matrix(input, this.network.hidden.length)],
      ['output', matrix(output, this.network.compressed.length)],
    ]);
  }

  errorFlow(state: RnnlmState, ids: Int32Array, changes: WeightChanges): ErrorFlow {
    let at = state;
    const step = (id: number) => {
      const next = this.step(at, id);
      at = next.state;
      return next.logProbs;
    };
    return rnnlmErrorFlow(this.model, this.network, { ids, step, ...changes });
  }

  weightMatrices(): WeightMatrix[] {
    const { weights } = this.model;
    const { hidden, compressed, V, C } = this.network;
    const [H, D] = [hidden.length, compressed.length];
    const units = { rowsOf: 'units', columnsOf: 'units', isRecurrent: false } as const;
    const symbols = { ...units, rowsOf: 'symbols' } as const;
    return [
      { ...symbols, name: 'U', rows: V, columns: H, values: () => weights.input },
      { ...units, name: 'W', rows: H, columns: H, isRecurrent: true, values: () => weights.recurrent },
      ...(compressed !== hidden
        ? [{ ...units, name: 'K', rows: D, columns: H, values: () => weights.compression }]
        : []),
      { ...symbols, name: 'O', rows: V, columns: D, values: () => weights.output.subarray(0, V * D) },
      { ...units, name: 'C', rows: C, columns: D, values: () => weights.output.subarray(V * D) },
    ];
  }

  inspector({ from = this.start(), outputs }: InspectorOptions<RnnlmState> = {}): StateInspector {
    const { network } = this;
    const parts: StatePart[] = [{ name: 'h', layer: 0, size: network.hidden.length, kind: 'state' }];
    if (outputs) parts.push({ name: 'y', layer: 0, size: this.logProbs.length, kind: 'output' });
    let state = from;
    const read = (id: number) => {
      if (outputs) {
        const next = this.step(state, id);
        state = next.state;
        return [Float64Array.from(state.hidden), next.logProbs.map(exp)];
      }
      const history = this.enter(state, id);
      network.computeClasses(this.wordOf(id));
      state = { hidden: network.hidden.slice(), history };
      return [Float64Array.from(state.hidden)];
    };
    return { parts, read };
  }

  /** Returns ln P(word). P(word | class) must have been computed before for the words of the word's class. */
  private logProb(word: number): number {
    const { outputs, V } = this.network;
    return log(outputs[V + this.model.vocabulary.classOf[word]]) + log(outputs[word]);
  }

  private wordOf(id: number): number {
    return id === this.outside ? UNKNOWN : id;
  }

  /** Sets the network to `state`, with `id` as the last word. Returns the history extended by `id`. */
  private enter({ hidden, history }: RnnlmState, id: number): Int32Array {
    const { network } = this;
    if (this.model.structure.independent && id === END) {
      network.before.fill(RESET);
      network.history.fill(END);
    } else {
      network.before.set(hidden);
      network.history.set(history.subarray(0, HISTORY - 1), 1);
      network.history[0] = this.wordOf(id);
    }
    return network.history.slice();
  }
}
