import { power } from '../../core/math';
import { byIteration, type ScheduleKind } from './schedule';

/** Down by the factor every so many iterations. */
export const step: ScheduleKind = ({ interval, factor }) =>
  byIteration(iteration => power(factor, Math.floor(iteration / interval)));
