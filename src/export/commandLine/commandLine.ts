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
  const { settings, kernels, name } = record;
  const flags = runSettings
    .filter(setting => settings[setting] !== undefined)
    .flatMap(setting => [
      `--${flagName(setting)}`,
      String(setting === 'kernels.build' ? kernels : settings[setting]),
    ]);
  const plan = planOf(record, history.changes);
  return [
    ...['elman', 'train', files.text],
    ...(files.validation === undefined ? [] : ['--validation-file', files.validation]),
    `--name=${name}`, // joined by "=": the name may begin with a dash, like a flag
    ...flags,
    ...(plan === '' ? [] : ['--plan', plan]),
  ];
}
