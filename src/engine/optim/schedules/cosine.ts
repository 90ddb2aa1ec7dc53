import { cosine as cos } from '../../core/math';
import { type ScheduleKind, scheduleByIteration } from './schedule';

/**
 * Cosine annealing without restarts, Loshchilov & Hutter (2017): half a period of a cosine, from the full
 * rate at the end of the warm-up down to the fraction `lowest` of it at `maxIterations`.
 */
export const cosine: ScheduleKind = ({ maxIterations, warmup, lowest }) => {
  const length = Math.max(1, maxIterations - warmup);
  return scheduleByIteration(iteration => {
    const place = Math.min(Math.max(0, iteration - warmup), length);
    return lowest + ((1 - lowest) * (1 + cos((Math.PI * place) / length))) / 2;
  });
};
