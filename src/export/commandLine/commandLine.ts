import { type RunTask, taskOf } from '../../common/runTask';
import { UserError } from '../../protocol/userError';
import { isUsedByCloze } from '../../settings/clozeSettings';
import { isUsedByLabels, labelSettings } from '../../settings/labelSettings';
import { runSettings } from '../../settings/settings';
import { isUsedByTranslation, translationSettings } from '../../settings/translationSettings';
import type { ExportedRun } from '../exportedRun';
import { flagName } from './flagName';
import { planOf } from './plannedChanges';

/** Paths of a run's text files, as they appear in its command line. */
export interface TextFiles {
  readonly text: string;
  readonly validation?: string;
}

/**
 * Returns the words of a command that reproduces a run bit for bit. Includes every setting, because later
 * versions may have other defaults. Also includes the kernel build and the changes made during training.
 */
export function commandWords({ record, history }: ExportedRun, files: TextFiles): string[] {
  const { settings, kernels, name } = record;
  const task = taskOf(record);
  const flags = runSettings
    .filter(setting => settings[setting] !== undefined && isUsed(setting, task))
    .flatMap(setting => [
      `--${flagName(setting)}`,
      String(setting === 'kernels.build' ? kernels : settings[setting]),
    ]);
  const plan = planOf(record, history.changes);
  if (task !== 'train' && plan !== '') throw changed(name);
  return [
    ...['elman', task, files.text],
    ...(files.validation === undefined ? [] : ['--validation-file', files.validation]),
    `--name=${name}`, // joined by "=": the name may begin with a dash, like a flag
    ...flags,
    ...ownFlags(record),
    ...(plan === '' ? [] : ['--plan', plan]),
  ];
}

/** Returns whether a run with a task has a setting of language models. */
function isUsed(setting: string, task: RunTask): boolean {
  if (task === 'translate') return isUsedByTranslation(setting);
  if (task === 'cloze') return isUsedByCloze(setting);
  return task === 'train' || isUsedByLabels(setting);
}

/** Returns the flags of the settings that language models do not have. */
function ownFlags(record: ExportedRun['record']): string[] {
  const { settings } = record;
  return namesOf(taskOf(record))
    .filter(name => settings[name] !== undefined)
    .flatMap(name => [`--${name.slice(name.indexOf('.') + 1)}`, String(settings[name])]);
}

function namesOf(task: RunTask): readonly string[] {
  const ofLabels = Object.keys(labelSettings);
  if (task === 'translate') return Object.keys(translationSettings);
  if (task === 'classify') return ofLabels;
  return task === 'tag' ? ofLabels.filter(name => name !== 'model.pooling') : [];
}

const changed = (name: string) =>
  new UserError(
    'Settings of "{0}" were changed during its training. "elman classify", "elman tag", "elman translate" and "elman cloze" cannot repeat such changes.',
    [name],
  );
