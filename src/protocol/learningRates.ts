import type { RunSettings } from './run';

export const RATE = 'training.learningRate';
export const OPTIMIZER = 'training.optimizer';

/**
 * The learning rate of each optimizer where none is set. Measured with the default network and 4,000 updates on
 * media/samples/english.txt; the perplexity is of the last tenth, which was held out.
 */
export const learningRates = {
  adagrad: 0.1,
  sgd: 0.01,
  momentum: 0.001,
  nesterov: 0.001,
  rmsprop: 0.001,
  adadelta: 1,
  adam: 0.001,
  adamw: 0.001,
} as const;

/** Undefined for an optimizer that does not exist. */
export function usualRate(settings: RunSettings): number | undefined {
  return Object.entries(learningRates).find(([name]) => name === settings[OPTIMIZER])?.[1];
}

/** With the optimizer's own learning rate where none is set. */
export function withRate(settings: RunSettings): RunSettings {
  const rate = usualRate(settings);
  return rate === undefined ? settings : { [RATE]: rate, ...settings };
}
