import type { RunPhase } from '../../protocol/run';
import { type BatchPosition, type BatchWindow, batchAt, fillRandomWindow, windowsPerPass } from './batches';
import type { Corpus } from './corpus';
import type { StateResets } from './stateResets';
import { partOf } from './storedIds';

/** The size of a window: B streams, T targets per stream, and `before` tokens before the first target. */
interface Sizes {
  readonly B: number;
  readonly T: number;
  readonly before: number;
}

interface Phase {
  readonly corpus: Corpus;
  /** Number of windows in a pass. */
  readonly windows: number;
  /**
   * The number of the phase's first training step. `passesBefore`: the number of passes in earlier phases.
   */
  readonly firstStep: number;
  readonly passesBefore: number;
  readonly resets: StateResets | undefined;
}

/**
 * The order in which a training reads its text: pass after pass or, with phases, some passes over one part,
 * then some over another. The position of a step depends only on its number, so a resumed run needs no other
 * state.
 */
export class Curriculum {
  private readonly phases: readonly Phase[];

  /**
   * `resetsOf`: returns when the hidden states are reset during a phase or, without phases, during the whole
   * training. `windowSeed`: the seed of windows at random places. Without it, windows are consecutive.
   */
  constructor(
    corpus: Corpus,
    sizes: Sizes,
    resetsOf: (phase: RunPhase | undefined) => StateResets | undefined,
    private readonly windowSeed?: number,
  ) {
    let [firstStep, passesBefore] = [0, 0];
    this.phases = (corpus.phases ?? [undefined]).map(phase => {
      const part = phase ? phaseOf(corpus, phase) : corpus;
      const windows = windowsOf(part, sizes);
      const found = { corpus: part, windows, firstStep, passesBefore, resets: resetsOf(phase) };
      passesBefore += phase?.epochs ?? 0;
      firstStep += windows * (phase?.epochs ?? 0);
      return found;
    });
  }

  /** Fills in the window of a training step. Returns the position of the window. */
  fill(step: number, window: BatchWindow): BatchPosition {
    const { phases, windowSeed } = this;
    const { corpus, windows, firstStep, passesBefore, resets } =
      phases.findLast(phase => phase.firstStep <= step) ?? phases[0];
    const within = step - firstStep;
    if (windowSeed !== undefined) {
      fillRandomWindow(corpus, windowSeed, step, window);
      return { fresh: true, epoch: passesBefore + within / windows };
    }
    const { fresh, epoch } = batchAt(corpus, within, window);
    const pass = passesBefore + Math.floor(within / windows);
    return {
      fresh: fresh || resets?.isDue(pass, within % windows) === true,
      epoch: passesBefore + epoch,
    };
  }

  /** Number of windows in a pass of the first phase or, without phases, of any pass. */
  get windowsPerPass(): number {
    return this.phases[0].windows;
  }
}

const windowsOf = ({ ids }: Corpus, { B, T, before }: Sizes) => windowsPerPass(ids.length - B * before, B, T);

/** Returns the part of a text that a phase reads. */
export const phaseOf = ({ vocabulary, ids }: Corpus, { from, to }: RunPhase): Corpus => ({
  vocabulary,
  ids: partOf(ids, from, to),
});

/** Returns the total number of updates in all phases. */
export const updatesOf = (corpus: Corpus, phases: readonly RunPhase[], sizes: Sizes) =>
  phases.reduce((sum, phase) => sum + phase.epochs * windowsOf(phaseOf(corpus, phase), sizes), 0);
