import type { PresetSettings } from './preset';
import { type RunSettingName, runSettings, settings } from './settings';

/** Settings that every preset must set. */
const required: readonly RunSettingName[] = [
  'model.cell',
  'model.hidden',
  'training.optimizer',
  'training.learningRate',
];

/**
 * Values of settings that presets neither set nor keep: one layer on one-hot inputs, without dropout, weight
 * decay or a schedule.
 */
export const plain: PresetSettings = {
  ...Object.fromEntries(
    runSettings
      .map(name => [name, settings[name]] as const)
      .filter(([name, setting]) => !('keptByPresets' in setting) && !required.includes(name))
      .map(([name, setting]) => [name, setting.default]),
  ),
  'model.initialiser': 'xavier',
};

/** The settings of min-char-rnn, by Andrej Karpathy. */
export const minCharRnn: PresetSettings = {
  ...plain,
  'model.cell': 'elman',
  'model.initialiser': 'gaussian',
  'model.hidden': 100,
  'training.optimizer': 'adagrad',
  'training.learningRate': 0.1,
};

/**
 * Settings shared by the presets for LSTM and GRU. With Adam, these cells need no tuning. The learning rate
 * is that of Karpathy's char-rnn.
 */
export const gated: PresetSettings = {
  ...plain,
  'model.hidden': 128,
  'training.optimizer': 'adam',
  'training.learningRate': 0.002,
  'training.sequenceLength': 50,
};
