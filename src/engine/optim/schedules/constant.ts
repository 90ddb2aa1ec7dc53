import { byIteration, type ScheduleKind } from './schedule';

export const constant: ScheduleKind = () => byIteration(() => 1);
