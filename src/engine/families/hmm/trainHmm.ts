import { log } from '../../core/math';
import { reestimate } from './baumWelch';
import { advance, observe } from './forward';
import { type Hmm, startingHmm } from './hmm';

export interface HmmTrainingOptions {
  /** N, the number of states. */
  readonly states: number;
  /** V, the number of symbols. */
  readonly symbols: number;
  /** The largest number of iterations of EM for each start. */
  readonly iterations: number;
  /** A start ends when ln P per token rises by less than this in an iteration, in nats. */
  readonly tolerance: number;
  /** Number of random starts, of which the one with the highest likelihood is kept. */
  readonly restarts: number;
  readonly seed: number;
  /** Parameters from which to continue. EM then starts from them only. */
  readonly from?: Hmm;
}

/** The state of a training after an iteration. */
export interface HmmProgress {
  /** Number of the start, from 0. */
  readonly restart: number;
  /** Number of iterations of this start. */
  readonly iteration: number;
  /** ln P of all sequences before the iteration. */
  readonly logLikelihood: number;
  /** Number of emissions that the iteration raised to the lowest probability. */
  readonly floored: number;
  readonly hmm: Hmm;
}

/** Trains a model by EM. Yields after every iteration. */
export function* trainHmm(
  sequences: readonly Int32Array[],
  options: HmmTrainingOptions,
): Generator<HmmProgress, void> {
  const { from, seed, iterations, tolerance } = options;
  const tokens = sequences.reduce((sum, { length }) => sum + length, 0);
  const restarts = from ? 1 : options.restarts;
  for (let restart = 0; restart < restarts; restart++) {
    let hmm = from ?? startingHmm(options, seed, restart);
    let before = Number.NEGATIVE_INFINITY;
    for (let iteration = 1; iteration <= iterations; iteration++) {
      const { logLikelihood, floored, hmm: better } = reestimate(hmm, sequences);
      hmm = better;
      yield { restart, iteration, logLikelihood, floored, hmm };
      if (logLikelihood - before < tolerance * tokens) break;
      before = logLikelihood;
    }
  }
}

/** Finds the most likely model of several starts. Keeps only the best model and that of the current start. */
export class BestStart {
  private best: HmmProgress | undefined;
  private current: HmmProgress | undefined;

  constructor(private readonly sequences: readonly Int32Array[]) {}

  /** Must be called after each iteration, with the starts in order. */
  add(step: HmmProgress): void {
    if (this.current && this.current.restart !== step.restart) this.best = this.find();
    this.current = step;
  }

  /** Returns the most likely model, with ln P of all sequences under it. Undefined before the first iteration. */
  find(): HmmProgress | undefined {
    const { best, current, sequences } = this;
    if (!current) return undefined;
    const logLikelihood = logLikelihoodOf(current.hmm, sequences);
    return best && best.logLikelihood >= logLikelihood ? best : { ...current, logLikelihood };
  }
}

/** Returns ln P of all sequences. */
export function logLikelihoodOf(hmm: Hmm, sequences: readonly Int32Array[]): number {
  let sum = 0;
  let [alpha, next] = [new Float64Array(hmm.states), new Float64Array(hmm.states)];
  for (const ids of sequences) {
    alpha.set(hmm.initial);
    for (const id of ids) {
      sum += log(observe(hmm, alpha, 0, id));
      advance(hmm, alpha, 0, next, 0);
      [alpha, next] = [next, alpha];
    }
  }
  return sum;
}

/** Divides ids into sequences that end with `lineEnd`. */
export function sequencesOf(ids: Int32Array, lineEnd: number): Int32Array[] {
  const sequences: Int32Array[] = [];
  let from = 0;
  for (let i = 0; i < ids.length; i++) {
    if (ids[i] !== lineEnd && i + 1 < ids.length) continue;
    sequences.push(ids.subarray(from, i + 1));
    from = i + 1;
  }
  return sequences;
}
