import { Matrix } from 'ml-matrix';
import { inverseOf } from '../../core/matrices';
import { expectedMoments } from './expectedMoments';
import { boundedMoment, boundedNoise, type Lds } from './lds';
import type { Observations } from './observations';

/** An iteration of EM. */
export interface LdsReestimation {
  readonly lds: Lds;
  /** ln p(observations) under the parameters before the iteration. It never falls from one iteration to the next. */
  readonly logLikelihood: number;
}

/**
 * One iteration of EM (Shumway & Stoffer 1982; Ghahramani & Hinton 1996). The covariance of the first state stays as it
 * is: one sequence has only one first state.
 */
export function reestimateLds(lds: Lds, observations: Observations): LdsReestimation {
  const { logLikelihood, all, early, late, next, observed } = expectedMoments(lds, observations);
  const T = observations.length;
  const transitions = next.mmul(inverseOf(early));
  const observation = observed.mmul(inverseOf(all));
  const noise = Matrix.sub(late, transitions.mmul(next.transpose())).mul(1 / (T - 1));
  return {
    logLikelihood,
    lds: {
      transitions,
      observation,
      noise: boundedNoise(noise),
      moment: boundedMoment(observation, Matrix.mul(all, 1 / T)),
      initial: lds.initial,
    },
  };
}
