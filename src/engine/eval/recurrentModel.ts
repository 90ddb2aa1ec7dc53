import type { Vocabulary } from '../data/vocabulary';
import type { Kernels } from '../kernels/kernels';
import { readStates, writeStates } from '../nn/carried';
import { type Model, unfold, type Window } from '../nn/network';
import type { LanguageModel } from './languageModel';

/** Tokens a window when a text is scored: one output product for all of them. */
const WINDOW = 64;

/** A recurrent network that is read from, not trained: windows of its own on the same parameters. */
export class RecurrentModel implements LanguageModel<Float64Array> {
  private readonly scorer: Window;
  private readonly stepper: Window;

  constructor(
    private readonly kernels: Kernels,
    model: Model,
    readonly vocabulary: Vocabulary,
  ) {
    this.scorer = unfold(kernels, model, WINDOW, 1);
    this.stepper = unfold(kernels, model, 1, 1);
  }

  start(): Float64Array {
    this.stepper.reset();
    return readStates(this.kernels.arena, this.stepper.states, 0);
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

  score(ids: Int32Array): Float64Array {
    const { arena } = this.kernels;
    const { size } = this.vocabulary;
    const scores = new Float64Array(ids.length).fill(Number.NaN);
    this.scorer.reset();
    for (let from = 0; from + 1 < ids.length; from += WINDOW) {
      const inputs = arena.idValues(this.scorer.inputs).fill(0); // beyond the end nothing is read
      inputs.set(ids.subarray(from, Math.min(from + WINDOW, ids.length - 1)));
      this.scorer.forward();
      const logProbs = arena.values(this.scorer.logProbs()); // [WINDOW, V]
      const count = Math.min(WINDOW, ids.length - 1 - from);
      for (let i = 0; i < count; i++) scores[from + i + 1] = logProbs[i * size + ids[from + i + 1]];
      this.scorer.advance();
    }
    return scores;
  }
}
