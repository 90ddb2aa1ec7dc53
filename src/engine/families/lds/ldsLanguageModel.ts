import type { StatePart } from '../../../protocol/statePart';
import { exp, log } from '../../core/math';
import type { Vocabulary } from '../../data/vocabulary';
import { type Distribution, type LanguageModel, readBySteps } from '../../model/languageModel';
import type { InspectorOptions, StateInspector } from '../../model/stateInspector';
import type { Readout } from './readout';
import { readToken, type TokenFilter } from './tokenFilter';

/** A linear dynamical system as a language model. A state of the model is x̂, the estimate of the state, [N]. */
export class LdsLanguageModel implements LanguageModel<Float64Array> {
  private readonly logProbs: Float64Array; // [V]

  constructor(
    readonly filter: TokenFilter,
    private readonly readout: Readout,
    readonly vocabulary: Vocabulary,
  ) {
    this.logProbs = new Float64Array(filter.symbols);
  }

  start(): Float64Array {
    return new Float64Array(this.filter.states);
  }

  step(state: Float64Array, id: number) {
    const next = this.after(state, id);
    this.predict(next);
    return { state: next, logProbs: this.logProbs };
  }

  score(state: Float64Array, ids: Int32Array) {
    const logProbs = new Float64Array(ids.length).fill(Number.NaN);
    const last = readBySteps(this, state, ids, (i, predicted) => {
      logProbs[i] = predicted[ids[i]];
    });
    return { logProbs, state: last };
  }

  read(
    state: Float64Array,
    ids: Int32Array,
    visit: (i: number, logProbs: Distribution) => void,
  ): Float64Array {
    return readBySteps(this, state, ids, visit);
  }

  /** The only part is x̂, after each token. */
  inspector({ from = this.start() }: InspectorOptions<Float64Array> = {}): StateInspector {
    const parts: StatePart[] = [{ name: 'x', layer: 0, size: this.filter.states, kind: 'state' }];
    let at = from;
    const read = (id: number) => {
      at = this.after(at, id);
      return [at];
    };
    return { parts, read };
  }

  private after(state: Float64Array, id: number): Float64Array {
    const next = new Float64Array(state.length);
    readToken(this.filter, state, id, next);
    return next;
  }

  /** Computes ln softmax(U x̂ + b). */
  private predict(x: Float64Array): void {
    const { logProbs, readout } = this;
    const N = x.length;
    let largest = Number.NEGATIVE_INFINITY;
    for (let o = 0; o < logProbs.length; o++) {
      let sum = readout.bias[o];
      for (let j = 0; j < N; j++) sum += readout.weights[o * N + j] * x[j];
      logProbs[o] = sum;
      largest = Math.max(largest, sum);
    }
    let total = 0;
    for (const each of logProbs) total += exp(each - largest);
    const normaliser = largest + log(total);
    for (let o = 0; o < logProbs.length; o++) logProbs[o] -= normaliser;
  }
}
