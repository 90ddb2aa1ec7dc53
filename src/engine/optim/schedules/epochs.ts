import { power } from '../../core/math';
import { type ScheduleKind, scheduleByIteration } from './schedule';

/**
 * Multiplies the rate by `factor` after `firstEpochs` epochs, and again after every `everyEpochs` further
 * epochs. char-rnn begins after 10 epochs and repeats it every epoch; torch-rnn begins after 4 and repeats it
 * every 5 epochs.
 */
export const epochs: ScheduleKind = ({ factor, iterationsPerEpoch, firstEpochs, everyEpochs }) =>
  scheduleByIteration(iteration => {
    const completed = Math.floor(iteration / iterationsPerEpoch);
    return power(factor, Math.max(0, Math.floor((completed - firstEpochs) / everyEpochs) + 1));
  });
