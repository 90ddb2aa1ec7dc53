import { power } from '../../core/math';
import { type ScheduleKind, scheduleByIteration } from './schedule';

/** Multiplies the rate by `factor` after every `interval` iterations. */
export const step: ScheduleKind = ({ interval, factor }) =>
  scheduleByIteration(iteration => power(factor, Math.floor(iteration / interval)));
