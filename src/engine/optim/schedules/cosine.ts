import { cosine as cos } from '../../core/math';
import { byIteration, type ScheduleKind } from './schedule';

/** Loshchilov & Hutter (2017), without restarts: half a cosine from the whole rate down to nothing. */
export const cosine: ScheduleKind = ({ maxIterations }) =>
  byIteration(iteration => (1 + cos((Math.PI * Math.min(iteration, maxIterations)) / maxIterations)) / 2);
