import { byIteration, type ScheduleKind } from './schedule';

/** A constant learning rate. */
export const constant: ScheduleKind = () => byIteration(() => 1);
