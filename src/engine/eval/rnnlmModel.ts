import { log } from '../core/math';
import { Vocabulary } from '../data/vocabulary';
import type { Numbers, RnnlmModel } from '../rnnlm/model';
import { END, HISTORY, Network, RESET } from '../rnnlm/net/network';
import { decodeWords } from '../rnnlm/text/words';
import { type LanguageModel, readBySteps } from './languageModel';

/** Where a reader stands: before the next word is taken in. */
export interface RnnlmState {
  readonly hidden: Numbers;
  /** The last word first. */
  readonly history: Int32Array;
}

/** A model of the RNNLM toolkit that is read from; a text goes on where the model's own ended. */
export class RnnlmLanguageModel implements LanguageModel<RnnlmState> {
  readonly vocabulary: Vocabulary;
  private readonly network: Network;
  private readonly logProbs: Float64Array;

  constructor(private readonly model: RnnlmModel) {
    this.vocabulary = new Vocabulary(decodeWords(model.vocabulary.words), true);
    this.network = new Network(model, 'leftOut');
    this.logProbs = new Float64Array(this.vocabulary.size);
  }

  start(): RnnlmState {
    return { hidden: this.model.hidden, history: new Int32Array(HISTORY) };
  }

  step(state: RnnlmState, id: number) {
    const { network, logProbs } = this;
    const { classOf } = this.model.vocabulary;
    const history = this.enter(state, id);
    network.computeClasses(id);
    for (let c = 0; c < network.C; c++) network.computeWords(c);
    for (let word = 0; word < logProbs.length; word++) {
      logProbs[word] = log(network.outputs[network.V + classOf[word]]) + log(network.outputs[word]);
    }
    return { state: { hidden: network.hidden.slice(), history }, logProbs };
  }

  score(from: RnnlmState, ids: Int32Array) {
    const { network } = this;
    const { classOf } = this.model.vocabulary;
    const logProbs = new Float64Array(ids.length).fill(Number.NaN);
    let state = from;
    for (let i = 0; i + 1 < ids.length; i++) {
      const history = this.enter(state, ids[i]);
      const next = ids[i + 1];
      network.compute(ids[i], next);
      logProbs[i + 1] = log(network.outputs[network.V + classOf[next]]) + log(network.outputs[next]);
      state = { hidden: network.hidden, history };
    }
    return { logProbs, state: { ...state, hidden: state.hidden.slice() } };
  }

  read(state: RnnlmState, ids: Int32Array, visit: (i: number, logProbs: Float64Array) => void): void {
    readBySteps(this, state, ids, visit);
  }

  /** Puts the network into `state` with `id` as the last word; the history with it. */
  private enter({ hidden, history }: RnnlmState, id: number): Int32Array {
    const { network } = this;
    if (this.model.structure.independent && id === END) {
      network.before.fill(RESET);
      network.history.fill(END);
    } else {
      network.before.set(hidden);
      network.history.set(history.subarray(0, HISTORY - 1), 1);
      network.history[0] = id;
    }
    return network.history.slice();
  }
}
