import { type ScheduleKind, scheduleByIteration } from './schedule';

/** A constant learning rate. */
export const constant: ScheduleKind = () => scheduleByIteration(() => 1);
