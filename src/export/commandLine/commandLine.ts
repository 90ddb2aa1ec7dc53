import { UserError } from '../../protocol/userError';
import { isUsedByLabels, labelSettings } from '../../settings/labelSettings';
import { runSettings } from '../../settings/settings';
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
  const { settings, kernels, name, labelling } = record;
  const flags = runSettings
    .filter(setting => settings[setting] !== undefined && (!labelling || isUsedByLabels(setting)))
    .flatMap(setting => [
      `--${flagName(setting)}`,
      String(setting === 'kernels.build' ? kernels : settings[setting]),
    ]);
  const plan = planOf(record, history.changes);
  if (labelling && plan !== '') throw changed(name);
  return [
    ...['elman', labelling?.task ?? 'train', files.text],
    ...(files.validation === undefined ? [] : ['--validation-file', files.validation]),
    `--name=${name}`, // joined by "=": the name may begin with a dash, like a flag
    ...flags,
    ...(labelling ? labelFlags(record) : []),
    ...(plan === '' ? [] : ['--plan', plan]),
  ];
}

/** Returns the flags of the settings that only networks that label texts or tokens have. */
function labelFlags({ settings, labelling }: ExportedRun['record']): string[] {
  const names = Object.keys(labelSettings).filter(
    name => labelling?.task === 'classify' || name !== 'model.pooling',
  );
  return names
    .filter(name => settings[name] !== undefined)
    .flatMap(name => [`--${name.slice(name.indexOf('.') + 1)}`, String(settings[name])]);
}

const changed = (name: string) =>
  new UserError(
    'Settings of "{0}" were changed during its training. "elman classify" and "elman tag" cannot repeat such changes.',
    [name],
  );
