import { power } from '../../core/math';
import { type ScheduleKind, scheduleByIteration } from './schedule';

/**
 * Multiplies the rate by `factor` after `firstEpochs` epochs, and again after every `everyEpochs` further
 * epochs. char-rnn: first after 10 epochs, then after every epoch. torch-rnn: first after 4 epochs, then
 * after every 5 epochs.
 */
export const epochs: ScheduleKind = ({ factor, iterationsPerEpoch, firstEpochs, everyEpochs }) =>
  scheduleByIteration(iteration => {
    const completed = Math.floor(iteration / iterationsPerEpoch);
    return power(factor, Math.max(0, Math.floor((completed - firstEpochs) / everyEpochs) + 1));
  });
