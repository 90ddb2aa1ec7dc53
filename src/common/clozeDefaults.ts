import type { RunSettings, SettingValue } from '../protocol/run';

/** The defaults of a cloze model that differ from those of a language model. */
const defaults: RunSettings = {
  'model.cell': 'lstm',
  'model.hidden': 64,
  'model.embedding': 32,
  'model.initialiser': 'xavier',
  'training.optimizer': 'adam',
  'training.learningRate': 0.01,
  'training.gradientClip': 1,
  'training.gradientClipBy': 'global',
  'training.sequenceLength': 64,
  'training.batch': 8,
  'training.maxIterations': 2000,
  'validation.fraction': 0.1,
  'validation.interval': 200,
};

/** Returns the defaults that differ from those of a language model. The learning rate is for the optimizer of the defaults. */
export function clozeDefaults(optimizer?: SettingValue): RunSettings {
  const { 'training.learningRate': rate, ...others } = defaults;
  const isUsual = optimizer === undefined || optimizer === defaults['training.optimizer'];
  return { ...others, ...(isUsual && { 'training.learningRate': rate }) };
}
