import { Matrix } from 'ml-matrix';
import { KalmanFilter } from './kalmanFilter';
import type { Lds } from './lds';
import type { Observations } from './observations';
import { SmoothedCovariances } from './smoothedCovariances';

/** Number of steps whose means are in memory at a time. */
const BLOCK = 1024;

/** Sums over all steps of expected products, given all observations. */
export interface ExpectedMoments {
  /** ln p(observations) */
  readonly logLikelihood: number;
  /** The sum of E[x_t x_tᵀ] over all t; over all but the last; over all but the first. [N, N] */
  readonly all: Matrix;
  readonly early: Matrix;
  readonly late: Matrix;
  /** The sum of E[x_t+1 x_tᵀ] [N, N] */
  readonly next: Matrix;
  /** The sum of y_t E[x_t]ᵀ [D, N] */
  readonly observed: Matrix;
}

/**
 * The E-step: the Kalman filter and the smoother of Rauch, Tung & Striebel (1965). Only the mean of every 1024th step is
 * kept; the others are computed again for the backward pass.
 */
export function expectedMoments(lds: Lds, observations: Observations): ExpectedMoments {
  const filter = new KalmanFilter(lds, observations);
  const N = lds.transitions.rows;
  const blocks = Math.ceil(observations.length / BLOCK);
  const starts = new Float64Array(blocks * N); // the predicted mean of the first step of each block
  const block = new FilteredBlock(filter, N);
  let logLikelihood = filter.constant;
  for (let b = 0; b < blocks; b++) {
    logLikelihood += block.compute(b, starts, observations.length);
    if (b + 1 < blocks) filter.predict(block.filtered(block.count - 1), startOf(starts, b + 1, N));
  }
  const smoother = new Smoother(filter, observations);
  for (let b = blocks - 1; b >= 0; b--) {
    if (b < blocks - 1) block.compute(b, starts, observations.length);
    for (let i = block.count - 1; i >= 0; i--)
      smoother.read(b * BLOCK + i, block.filtered(i), block.predicted(i));
  }
  return { logLikelihood, ...smoother.moments() };
}

const startOf = (starts: Float64Array, b: number, N: number) => starts.subarray(b * N, (b + 1) * N);

/** The means of the filter in one block of steps. */
class FilteredBlock {
  /** Number of steps in the block. */
  count = 0;
  private readonly before: Float64Array[];
  private readonly after: Float64Array[];

  constructor(
    private readonly filter: KalmanFilter,
    private readonly N: number,
  ) {
    this.before = Array.from({ length: BLOCK }, () => new Float64Array(N));
    this.after = Array.from({ length: BLOCK }, () => new Float64Array(N));
  }

  /** Computes block b of `length` steps. Returns the part of the likelihood that depends on its observations. */
  compute(b: number, starts: Float64Array, length: number): number {
    const { filter, before, after, N } = this;
    this.count = Math.min(BLOCK, length - b * BLOCK);
    before[0].set(startOf(starts, b, N));
    let sum = 0;
    for (let i = 0; i < this.count; i++) {
      sum += filter.observe(b * BLOCK + i, before[i], after[i]);
      if (i + 1 < this.count) filter.predict(after[i], before[i + 1]);
    }
    return sum;
  }

  /** The mean of the state of step i of the block, given the observations before, and those so far. */
  predicted(i: number): Float64Array {
    return this.before[i];
  }

  filtered(i: number): Float64Array {
    return this.after[i];
  }
}

/** The backward pass. Reads the steps from the last to the first. */
class Smoother {
  private readonly N: number;
  private readonly meanProducts: Float64Array; // [N, N], sum of E[x] E[x]ᵀ over all steps
  private readonly nextProducts: Float64Array; // [N, N], sum of E[x_t+1] E[x_t]ᵀ
  private readonly observed: Float64Array; // [D, N]
  private readonly deviation: Float64Array; // [N], E[x_t+1] - its prediction
  private mean: Float64Array; // [N], of the step after the one that is read
  private first: Float64Array; // [N], E[x] of the first and the last step
  private last: Float64Array;
  private readonly covariances: SmoothedCovariances;

  constructor(
    filter: KalmanFilter,
    private readonly observations: Observations,
  ) {
    const { rows: D, columns: N } = filter.lds.observation;
    this.N = N;
    this.meanProducts = new Float64Array(N * N);
    this.nextProducts = new Float64Array(N * N);
    this.observed = new Float64Array(D * N);
    this.deviation = new Float64Array(N);
    this.mean = this.first = this.last = new Float64Array(N);
    this.covariances = new SmoothedCovariances(filter, observations.length);
  }

  /** Reads step t. `after`: the mean given the observations so far; it is changed. `before`: that given those before. */
  read(t: number, after: Float64Array, before: Float64Array): void {
    const { N, deviation, observations, covariances, meanProducts, nextProducts } = this;
    const smoothed = after.slice();
    covariances.read(t);
    if (t === observations.length - 1) this.last = smoothed;
    else {
      const { gain } = covariances;
      for (let i = 0; i < N; i++) for (let j = 0; j < N; j++) smoothed[i] += gain[i * N + j] * deviation[j];
      for (let i = 0; i < N; i++)
        for (let j = 0; j < N; j++) nextProducts[i * N + j] += this.mean[i] * smoothed[j];
    }
    for (let i = 0; i < N; i++)
      for (let j = 0; j < N; j++) meanProducts[i * N + j] += smoothed[i] * smoothed[j];
    for (let i = 0; i < N; i++) deviation[i] = smoothed[i] - before[i];
    observations.addProduct(t, smoothed, this.observed);
    this.mean = this.first = smoothed;
  }

  moments(): Omit<ExpectedMoments, 'logLikelihood'> {
    const { N, covariances, observations } = this;
    covariances.end();
    const square = (values: Float64Array) => Matrix.from1DArray(N, N, values);
    const product = (x: Float64Array) => Matrix.columnVector(x).mmul(Matrix.rowVector(x));
    const all = square(this.meanProducts).add(covariances.all);
    observations.center(this.observed, N);
    return {
      all,
      early: Matrix.sub(all, product(this.last)).sub(covariances.last),
      late: Matrix.sub(all, product(this.first)).sub(covariances.current),
      next: square(this.nextProducts).add(covariances.next),
      observed: Matrix.from1DArray(this.observed.length / N, N, this.observed),
    };
  }
}
