import { Matrix } from 'ml-matrix';
import { elementsOf, symmetrised } from '../../core/matrices';
import { type KalmanFilter, smootherGain } from './kalmanFilter';
import { Settling } from './settling';

/**
 * The covariances of the states given all observations, step by step from the last to the first. They do not depend on
 * the observations, so in the middle of a long sequence they are the same in every step.
 */
export class SmoothedCovariances {
  /** The covariance of the state of the step that was read last. [N, N] */
  current: Matrix;
  /** That of the last step of the sequence. [N, N] */
  readonly last: Matrix;
  /** Their sum over all steps, and the sum of the covariances of x_t+1 with x_t; complete after `end`. [N, N] */
  readonly all: Matrix;
  readonly next: Matrix;
  /** The gain of the smoother in the step that was read last. [N, N] */
  gain: Float64Array;
  private nextTerm: Matrix;
  /** Number of steps since the covariances were added to the sums. */
  private repeated = 0;
  private readonly settling = new Settling();
  private isSteady = false;

  constructor(
    private readonly filter: KalmanFilter,
    private readonly length: number,
  ) {
    this.last = this.current = filter.stepAt(length - 1).V;
    const N = this.current.rows;
    this.all = this.current.clone();
    this.next = Matrix.zeros(N, N);
    this.nextTerm = Matrix.zeros(N, N);
    this.gain = new Float64Array(N * N);
  }

  /** Reads step t, after step t + 1. */
  read(t: number): void {
    if (t === this.length - 1) return;
    const isLater = t >= this.filter.steps.length - 1; // the filter is in its steady state
    if (!isLater || !this.isSteady) this.stepBack(t, isLater);
    this.repeated++;
  }

  /** Must be called after the first step. */
  end(): void {
    this.all.add(Matrix.mul(this.current, this.repeated));
    this.next.add(Matrix.mul(this.nextTerm, this.repeated));
    this.repeated = 0;
  }

  private stepBack(t: number, isLater: boolean): void {
    this.end();
    const { filter, current: after } = this;
    const step = filter.stepAt(t);
    const { P, inverse } = filter.stepAt(t + 1);
    const G = smootherGain(filter.lds, step, inverse);
    this.gain = elementsOf(G);
    this.current = symmetrised(Matrix.add(step.V, G.mmul(Matrix.sub(after, P)).mmul(G.transpose())));
    this.nextTerm = after.mmul(G.transpose());
    this.isSteady = isLater && this.settling.isSettled(after, this.current);
  }
}
