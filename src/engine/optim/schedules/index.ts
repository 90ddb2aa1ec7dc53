import { constant } from './constant';
import { cosine } from './cosine';
import { halving } from './halving';
import type { ScheduleKind } from './schedule';
import { step } from './step';

/** Every schedule, by the name that the setting `elman.training.schedule` has for it. */
export const schedules = { constant, step, cosine, halving } satisfies Record<string, ScheduleKind>;

export type ScheduleName = keyof typeof schedules;
