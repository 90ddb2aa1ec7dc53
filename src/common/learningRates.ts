import type { RunSettings } from '../protocol/run';
import { settings } from '../settings/settings';

export const RATE = 'training.learningRate';
export const OPTIMIZER = 'training.optimizer';

/**
 * The default learning rate of each optimizer. Chosen with the default network after 4,000 updates on
 * media/samples/english.txt, by the perplexity of the last tenth, which was held out.
 */
export const learningRates = settings[RATE].byOptimizer;

/** Returns the default learning rate of the run's optimizer. Undefined for an unknown optimizer. */
export function usualRate(settings: RunSettings): number | undefined {
  return Object.entries(learningRates).find(([name]) => name === settings[OPTIMIZER])?.[1];
}

/** Adds the optimizer's default learning rate if the settings have none. */
export function withRate(settings: RunSettings): RunSettings {
  const rate = usualRate(settings);
  return rate === undefined ? settings : { [RATE]: rate, ...settings };
}
