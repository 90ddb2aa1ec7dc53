import type { RunSettings, SettingValue } from '../protocol/run';

/**
 * The defaults that differ from those of a language model. One thread, because the operations of one step of attention are
 * small: on a busy machine, the threads of a pool wait for each other most of the time.
 */
const defaults: RunSettings = {
  'model.cell': 'gru',
  'model.hidden': 64,
  'model.embedding': 32,
  'training.optimizer': 'adam',
  'training.learningRate': 0.005,
  'training.schedule': 'cosine',
  'training.gradientClip': 1,
  'training.gradientClipBy': 'global',
  'training.batch': 32,
  'training.maxIterations': 3000,
  'validation.fraction': 0.1,
  'validation.interval': 200,
  'kernels.threads': 1,
};

/** Returns the defaults that differ from those of a language model. The learning rate is for the optimizer of the defaults. */
export function translationDefaults(optimizer?: SettingValue): RunSettings {
  const { 'training.learningRate': rate, ...others } = defaults;
  const isUsual = optimizer === undefined || optimizer === defaults['training.optimizer'];
  return { ...others, ...(isUsual && { 'training.learningRate': rate }) };
}
