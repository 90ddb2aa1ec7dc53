import { power } from '../../core/math';
import { byIteration, type ScheduleKind } from './schedule';

/** Multiplies the rate by `factor` every `interval` iterations. */
export const step: ScheduleKind = ({ interval, factor }) =>
  byIteration(iteration => power(factor, Math.floor(iteration / interval)));
