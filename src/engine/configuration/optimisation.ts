import type { Configuration } from '../../settings/settings';
import type { OptimizerOptions } from '../optim/optimizer';
import { schedules } from '../optim/schedules';
import type { Schedule } from '../optim/schedules/schedule';
import { withWarmup } from '../optim/schedules/warmup';

/** Returns the options of the optimizer. */
export function optimizerOptions(configuration: Configuration): OptimizerOptions {
  return {
    beta2: configuration['training.beta2'],
    weightDecay: configuration['training.weightDecay'],
    decayedParameters: configuration['training.weightDecayOf'],
  };
}

/** Returns the schedule of the learning rate, for a text of which an epoch takes `iterationsPerEpoch` iterations. */
export function scheduleOf(configuration: Configuration, iterationsPerEpoch: number): Schedule {
  const warmup = configuration['training.warmup'];
  const schedule = schedules[configuration['training.schedule']]({
    maxIterations: configuration['training.maxIterations'],
    warmup,
    lowest: configuration['training.minimumLearningRate'] / configuration['training.learningRate'],
    interval: configuration['training.scheduleInterval'],
    factor: configuration['training.scheduleFactor'],
    iterationsPerEpoch,
    firstEpochs: configuration['training.scheduleFirstEpochs'],
    everyEpochs: configuration['training.scheduleEpochs'],
  });
  return withWarmup(schedule, warmup);
}
