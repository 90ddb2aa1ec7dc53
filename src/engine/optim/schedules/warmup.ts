import type { Schedule } from './schedule';

/**
 * Returns the schedule with a warm-up: in the first `warmup` iterations, the rate rises linearly to its full value,
 * as in nanoGPT. With 0, the schedule itself.
 */
export function withWarmup(schedule: Schedule, warmup: number): Schedule {
  if (warmup === 0) return schedule;
  return {
    ...schedule,
    factor: iteration => schedule.factor(iteration) * Math.min(1, (iteration + 1) / (warmup + 1)),
  };
}
