import { cosine as cos } from '../../core/math';
import { type ScheduleKind, scheduleByIteration } from './schedule';

/**
 * Cosine annealing without restarts, Loshchilov & Hutter (2017): half a period of a cosine, from the full
 * rate down to 0 at `maxIterations`.
 */
export const cosine: ScheduleKind = ({ maxIterations }) =>
  scheduleByIteration(
    iteration => (1 + cos((Math.PI * Math.min(iteration, maxIterations)) / maxIterations)) / 2,
  );
