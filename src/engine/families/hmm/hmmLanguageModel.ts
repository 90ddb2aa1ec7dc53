import type { StatePart } from '../../../protocol/statePart';
import { log } from '../../core/math';
import type { Vocabulary } from '../../data/vocabulary';
import type { HiddenStates } from '../../model/hiddenStates';
import { type Distribution, type LanguageModel, readBySteps } from '../../model/languageModel';
import type { InspectorOptions, StateInspector } from '../../model/stateInspector';
import { advance, observe } from './forward';
import type { Hmm } from './hmm';
import { hmmStates } from './hmmStates';

/**
 * A hidden Markov model as a language model: P(o) = sum_j P(state j | symbols before) B_j(o). A state of the
 * model is P(hidden state at the next token | tokens so far), [N].
 */
export class HmmLanguageModel implements LanguageModel<Float64Array> {
  private readonly logProbs: Float64Array; // [V]
  private states: HiddenStates | undefined;

  /** `lineEnd`: the id of the symbol after which a new sequence begins. Undefined if the text is one sequence. */
  constructor(
    readonly hmm: Hmm,
    readonly vocabulary: Vocabulary,
    private readonly lineEnd?: number,
  ) {
    this.logProbs = new Float64Array(hmm.symbols);
  }

  start(): Float64Array {
    return this.hmm.initial;
  }

  step(state: Float64Array, id: number) {
    const next = this.after(state, id).next;
    for (let o = 0; o < this.logProbs.length; o++) this.logProbs[o] = logProbability(this.hmm, next, o);
    return { state: next, logProbs: this.logProbs };
  }

  score(state: Float64Array, ids: Int32Array) {
    const logProbs = new Float64Array(ids.length).fill(Number.NaN);
    let at = state;
    for (let i = 1; i < ids.length; i++) {
      at = this.after(at, ids[i - 1]).next;
      logProbs[i] = logProbability(this.hmm, at, ids[i]);
    }
    return { logProbs, state: at };
  }

  read(
    state: Float64Array,
    ids: Int32Array,
    visit: (i: number, logProbs: Distribution) => void,
  ): Float64Array {
    return readBySteps(this, state, ids, visit);
  }

  /** The only part is P(hidden state | tokens so far), after each token. */
  inspector({ from = this.start() }: InspectorOptions<Float64Array> = {}): StateInspector {
    const parts: StatePart[] = [{ name: 'p', layer: 0, size: this.hmm.states, kind: 'state' }];
    let at = from;
    const read = (id: number) => {
      const { filtered, next } = this.after(at, id);
      at = next;
      return [filtered];
    };
    return { parts, read };
  }

  hiddenStates(): HiddenStates {
    this.states ??= hmmStates(this.hmm, this.lineEnd);
    return this.states;
  }

  /** Reads a token. Returns P(state | tokens so far), and that of the next token. */
  private after(state: Float64Array, id: number) {
    const filtered = state.slice();
    observe(this.hmm, filtered, 0, id);
    if (id === this.lineEnd) return { filtered, next: this.hmm.initial };
    const next = new Float64Array(this.hmm.states);
    advance(this.hmm, filtered, 0, next, 0);
    return { filtered, next };
  }
}

/** Returns ln P(symbol), the sum over the states of P(state) B(symbol). `state`: P(state), [N]. */
function logProbability({ states: N, emissions }: Hmm, state: Float64Array, symbol: number): number {
  let p = 0;
  for (let j = 0; j < N; j++) p += state[j] * emissions[symbol * N + j];
  return log(p);
}
