import { Matrix } from 'ml-matrix';
import { elementsOf, inversionOf } from '../../core/matrices';
import type { Lds } from './lds';
import { type Measurement, measurementOf, predictedCovariance } from './measurement';
import type { Observations } from './observations';
import { Settling } from './settling';

/** Number of steps after which the covariances count as those of the steady state, if they have not settled before. */
const MOST_STEPS = 1000;

/** The matrices of a step of the filter. They do not depend on the observations. */
export interface FilterStep {
  /** P, the covariance of x_t given the observations before, P⁻¹, and V, the covariance given y_t, too. [N, N] */
  readonly P: Matrix;
  readonly inverse: Matrix;
  readonly V: Matrix;
  /** Element by element: V, and A. */
  readonly update: Float64Array;
  /** ln |P| - ln |V|, which the likelihood needs. */
  readonly logRatio: number;
}

/** Returns the matrices of each step until they no longer change. The last ones are those of all later steps. */
export function filterSteps(lds: Lds, { J }: Measurement, length: number): FilterStep[] {
  const steps: FilterStep[] = [];
  const settling = new Settling();
  let P = lds.initial;
  for (let t = 0; t < Math.min(length, MOST_STEPS); t++) {
    const { inverse, logDeterminant } = inversionOf(P);
    const updated = inversionOf(Matrix.add(inverse, J)); // (P⁻¹ + J)⁻¹
    const V = updated.inverse;
    const logRatio = logDeterminant + updated.logDeterminant;
    steps.push({ P, inverse, V, update: elementsOf(V), logRatio });
    const next = predictedCovariance(lds, V);
    const isSettled = settling.isSettled(P, next);
    P = next;
    if (isSettled) break;
  }
  return steps;
}

/** The Kalman filter: the means of the state given the observations so far. */
export class KalmanFilter {
  readonly measurement: Measurement;
  readonly steps: readonly FilterStep[];
  private readonly A: Float64Array;
  private readonly J: Float64Array;
  private readonly W: Float64Array;
  private readonly f: Float64Array; // [N], the information of an observation
  private readonly g: Float64Array; // [N], its surprise: Cᵀ R⁻¹ (y - C m)

  constructor(
    readonly lds: Lds,
    private readonly observations: Observations,
  ) {
    this.measurement = measurementOf(lds);
    const { J, W } = this.measurement;
    this.steps = filterSteps(lds, this.measurement, observations.length);
    [this.A, this.J, this.W] = [lds.transitions, J, W].map(elementsOf);
    this.f = new Float64Array(J.rows);
    this.g = new Float64Array(J.rows);
  }

  /** The matrices of step t. */
  stepAt(t: number): FilterStep {
    return this.steps[Math.min(t, this.steps.length - 1)];
  }

  /**
   * Reads y_t. `predicted` [N]: the mean of x_t given the observations before. Computes `filtered` [N], that given y_t,
   * too. Returns the part of ln p(y_t | observations before) that depends on y_t; `constant` has the rest.
   */
  observe(t: number, predicted: Float64Array, filtered: Float64Array): number {
    const { J, W, f, g, measurement, observations } = this;
    const { update, logRatio } = this.stepAt(t);
    const N = f.length;
    observations.project(t, measurement.F, f);
    let square = 0; // (y - C m)ᵀ S⁻¹ (y - C m) - yᵀ y
    for (let i = 0; i < N; i++) {
      let [Jm, Wf] = [0, 0];
      for (let j = 0; j < N; j++) {
        Jm += J[i * N + j] * predicted[j];
        Wf += W[i * N + j] * f[j];
      }
      g[i] = f[i] - Jm;
      square += f[i] * Wf - predicted[i] * (f[i] + g[i]);
    }
    for (let i = 0; i < N; i++) {
      let Vg = 0;
      for (let j = 0; j < N; j++) Vg += update[i * N + j] * g[j];
      filtered[i] = predicted[i] + Vg;
      square -= g[i] * Vg;
    }
    return -0.5 * (square + logRatio);
  }

  /** Computes `predicted` [N], the mean of the next state, from `filtered` [N]. */
  predict(filtered: Float64Array, predicted: Float64Array): void {
    const { A } = this;
    const N = filtered.length;
    for (let i = 0; i < N; i++) {
      let sum = 0;
      for (let j = 0; j < N; j++) sum += A[i * N + j] * filtered[j];
      predicted[i] = sum;
    }
  }

  /** The part of ln p(observations) that does not depend on the single observations. */
  get constant(): number {
    const { length, squares, rank } = this.observations;
    const logTwoPi = 1.8378770664093453; // ln(2 π)
    return -0.5 * (squares + length * (rank * logTwoPi + this.measurement.logDetR));
  }
}

/** Returns G = V Aᵀ P⁻¹, by which the smoother takes the next state into account, whose covariance is P. */
export const smootherGain = ({ transitions }: Lds, { V }: FilterStep, inverse: Matrix): Matrix =>
  V.mmul(transitions.transpose()).mmul(inverse);
