import type { LabelTask, RunSettings, SettingValue } from '../protocol/run';

/** The defaults of a training of labels that differ from those of a language model. */
const defaults: RunSettings = {
  'model.cell': 'lstm',
  'model.hidden': 64,
  'model.embedding': 32,
  'training.optimizer': 'adam',
  'training.learningRate': 0.01,
  'training.gradientClip': 1,
  'training.gradientClipBy': 'global',
  'training.batch': 16,
  'training.maxIterations': 2000,
  'validation.fraction': 0.1,
  'validation.interval': 100,
  'validation.patience': 5,
};
/** A token that occurs once is read as an unknown token, so that the tags of unknown tokens are learned. */
const taggerDefaults: RunSettings = { 'text.unit': 'word', 'text.minimumCount': 2 };

/**
 * Returns the defaults of a task that differ from those of a language model. The learning rate is for the optimizer of
 * the defaults; another one has its own.
 */
export function labelDefaults(task: LabelTask, optimizer?: SettingValue): RunSettings {
  const { 'training.learningRate': rate, ...others } = defaults;
  const isUsual = optimizer === undefined || optimizer === defaults['training.optimizer'];
  return {
    ...others,
    ...(isUsual && { 'training.learningRate': rate }),
    ...(task === 'tag' && taggerDefaults),
  };
}
