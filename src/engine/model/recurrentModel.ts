import type { WeightChanges } from '../../protocol/errorFlow';
import type { Tensor } from '../core/tensor';
import type { Vocabulary } from '../data/vocabulary';
import type { Kernels } from '../kernels/kernels';
import { type CarriedState, readStates, writeStates } from '../nn/carriedState';
import { errorFlowReader } from '../nn/errorFlow';
import { type NetworkWeights, unfold, type Window } from '../nn/network';
import { type AttentionReader, attentionReader } from './attentionReader';
import type { Distribution, LanguageModel } from './languageModel';
import { networkInspector } from './networkInspector';
import { networkMatrices } from './networkMatrices';
import { networkWeightMatrices } from './networkWeightMatrices';
import { newDetail, rankOf } from './ranksAndEntropies';
import type { InspectorOptions, StateInspector } from './stateInspector';
import type { TokenMatrices } from './tokenMatrices';
import type { WeightMatrix } from './weightMatrix';

/**
 * Number of tokens per window when scoring. One matrix product computes the output for all tokens of a
 * window.
 */
const WINDOW = 64;

/**
 * A recurrent network for scoring and sampling. It has its own windows and shares the parameters with the
 * trainer.
 */
export class RecurrentModel implements LanguageModel<Float64Array> {
  private readonly scorer: Window;
  private readonly stepper: Window;
  /** Memory for the entropies of the distributions that `scorer` predicts, in nats. */
  private readonly entropies: Tensor; // [WINDOW, 1], one per step
  private beginning: Float64Array;
  /** Functions that propagate errors back, by their number of steps. */
  private readonly flows = new Map<number, ReturnType<typeof errorFlowReader>>();

  constructor(
    private readonly kernels: Kernels,
    private readonly weights: NetworkWeights,
    readonly vocabulary: Vocabulary,
  ) {
    this.scorer = unfold(kernels, weights, { T: WINDOW, B: 1 });
    this.stepper = unfold(kernels, weights, { T: 1, B: 1 });
    this.entropies = kernels.arena.tensor(WINDOW, 1);
    this.beginning = this.after(undefined);
  }

  /**
   * The hidden states of the layers. Training carries them from window to window, and reading can start from
   * them.
   */
  get hidden(): readonly CarriedState[] {
    return this.stepper.stack.hidden;
  }

  /** Sets the hidden states from which reading starts. Undefined means the state before any token. */
  beginFrom(carried: Float64Array | undefined): void {
    this.beginning = this.after(carried);
  }

  start(): Float64Array {
    return this.beginning;
  }

  step(state: Float64Array, id: number) {
    const { arena } = this.kernels;
    writeStates(arena, this.stepper.states, 0, state);
    arena.idValues(this.stepper.inputs)[0] = id;
    this.stepper.forward();
    this.stepper.advance();
    const next = readStates(arena, this.stepper.states, 0);
    return { state: next, logProbs: arena.values(this.stepper.logProbs()) };
  }

  score(state: Float64Array, ids: Int32Array) {
    const { arena } = this.kernels;
    const { targets, output } = this.scorer;
    const logProbs = new Float64Array(ids.length).fill(Number.NaN);
    const before = this.run(state, ids, (first, count) => {
      const next = arena.idValues(targets).fill(0); // ids beyond the end are padding and not scored
      next.set(ids.subarray(first, first + count));
      output.loss(targets);
      const losses = arena.values(output.losses); // [WINDOW, 1], one per step
      for (let t = 0; t < count; t++) logProbs[first + t] = -losses[t];
    });
    return { logProbs, state: before };
  }

  read(
    state: Float64Array,
    ids: Int32Array,
    visit: (i: number, logProbs: Distribution) => void,
  ): Float64Array {
    const V = this.vocabulary.size;
    return this.run(state, ids, (first, count) => {
      const logProbs = this.kernels.arena.values(this.scorer.logProbs()); // [WINDOW, V], one row per step
      for (let t = 0; t < count; t++) visit(first + t, logProbs.subarray(t * V, (t + 1) * V));
    });
  }

  detail(state: Float64Array, ids: Int32Array) {
    const { arena } = this.kernels;
    const V = this.vocabulary.size;
    const detail = newDetail(ids.length);
    const before = this.run(state, ids, (first, count) => {
      const rows = this.scorer.logProbs(); // [WINDOW, V], one row per step
      this.kernels.entropies(this.entropies, rows);
      detail.entropies.set(arena.values(this.entropies).subarray(0, count), first);
      const logProbs = arena.values(rows);
      for (let t = 0; t < count; t++) {
        const id = ids[first + t];
        detail.logProbs[first + t] = logProbs[t * V + id];
        detail.ranks[first + t] = rankOf(logProbs, id, t * V, V);
      }
    });
    return { ...detail, state: before };
  }

  tokenMatrices(): TokenMatrices {
    return networkMatrices(this.kernels.arena, this.weights);
  }

  inspector({ from = this.beginning, outputs = false }: InspectorOptions<Float64Array> = {}): StateInspector {
    return networkInspector(this.kernels.arena, this.weights.shape, this.stepper, { from, outputs });
  }

  errorFlow(state: Float64Array, ids: Int32Array, changes: WeightChanges) {
    const T = ids.length - 1;
    const read = this.flows.get(T) ?? errorFlowReader(this.kernels, this.weights, T);
    this.flows.set(T, read);
    return read({ state, ids, ...changes });
  }

  attention(): AttentionReader | undefined {
    const { kernels, weights, stepper } = this;
    return attentionReader(kernels.arena, weights.shape, stepper, this.after(undefined));
  }

  weightMatrices(): readonly WeightMatrix[] {
    return networkWeightMatrices(this.kernels.arena, this.weights);
  }

  private after(carried: Float64Array | undefined): Float64Array {
    const { arena } = this.kernels;
    this.stepper.reset();
    if (carried) writeStates(arena, this.hidden, 0, carried);
    return readStates(arena, this.stepper.states, 0);
  }

  /**
   * Reads all ids except the last, window by window. Calls `predict` after each window, when the outputs of
   * `scorer` are the predictions of ids[first] to ids[first + count - 1]. Returns the state before the last
   * id.
   */
  private run(
    state: Float64Array,
    ids: Int32Array,
    predict: (first: number, count: number) => void,
  ): Float64Array {
    const { arena } = this.kernels;
    const { scorer } = this;
    writeStates(arena, scorer.states, 0, state);
    for (let at = 0; at + 1 < ids.length; at += WINDOW) {
      const count = Math.min(WINDOW, ids.length - 1 - at);
      const inputs = arena.idValues(scorer.inputs).fill(0);
      inputs.set(ids.subarray(at, at + count));
      scorer.forward();
      predict(at + 1, count);
      scorer.advance(count);
    }
    return readStates(arena, scorer.states, 0);
  }
}
