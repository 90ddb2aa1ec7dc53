import type { Configuration } from '../../../settings/settings';
import { constant } from './constant';
import { cosine } from './cosine';
import { epochs } from './epochs';
import { halving } from './halving';
import { plateau } from './plateau';
import type { ScheduleKind } from './schedule';
import { step } from './step';

/** All schedules, by their name in the setting `training.schedule`. */
export const schedules = { constant, step, epochs, cosine, plateau, halving } satisfies Record<
  Configuration['training.schedule'],
  ScheduleKind
>;

export type ScheduleName = keyof typeof schedules;
