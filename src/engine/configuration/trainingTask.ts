import type { ExperimentTask, RunSettings } from '../../protocol/run';
import { isUsedByCloze } from '../../settings/clozeSettings';
import { isUsedByLabels, labelSettings } from '../../settings/labelSettings';
import type { Configuration } from '../../settings/settings';
import { configureCloze } from './cloze';
import { configure } from './configure';
import { fieldOf, fields } from './fields';
import { configureLabels, isLabelSetting, storedSettings } from './labels';
import type { SettingField } from './settingField';

/** What a network learns. Undefined for a language model, which learns to predict the next token. */
export type TaskOrNone = ExperimentTask | undefined;

export const trainingTasks = ['classify', 'tag', 'cloze'] as const satisfies readonly ExperimentTask[];

/**
 * Checks the settings of a training and adds the defaults of its task. Throws a UserError for the first invalid setting.
 * Settings that only classifiers and taggers have are checked, but not returned.
 */
export function configureTask(task: TaskOrNone, settings: RunSettings): Configuration {
  if (task === undefined) return configure(settings);
  return task === 'cloze' ? configureCloze(settings) : configureLabels(task, settings).configuration;
}

/** Checks the settings of a training. Returns all settings that its run stores, with the defaults of its task. */
export function completeSettings(task: TaskOrNone, settings: RunSettings): RunSettings {
  return task === undefined || task === 'cloze'
    ? { ...configureTask(task, settings) }
    : storedSettings(configureLabels(task, settings));
}

/** Returns the field of a setting of any task. Undefined if there is no such setting. */
export function fieldNamed(name: string): SettingField | undefined {
  if (isLabelSetting(name)) return fieldOf(labelSettings[name]);
  return fields[name as keyof typeof fields];
}

/** Returns the names of all settings that a training with this task can have, including those without an effect on it. */
export const settingNamesFor = (task: TaskOrNone): readonly string[] => [
  ...Object.keys(fields),
  ...(task === 'classify' || task === 'tag' ? Object.keys(labelSettings) : []),
];

/** Returns whether a setting has an effect on a training with this task. */
export function hasEffect(name: string, task: TaskOrNone): boolean {
  if (task === undefined) return true;
  if (task === 'cloze') return isUsedByCloze(name);
  return isLabelSetting(name) ? task === 'classify' || name !== 'model.pooling' : isUsedByLabels(name);
}
