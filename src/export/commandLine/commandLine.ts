import type { Configuration } from '../../engine/configuration/configuration';
import { fields } from '../../engine/configuration/fields';
import type { ExportedRun } from '../exportedRun';
import { flagName } from './flagName';
import { planOf } from './plan';

/** Where a run's texts are. */
export interface TextFiles {
  readonly text: string;
  readonly validation?: string;
}

const names = Object.keys(fields) as (keyof Configuration)[];

/**
 * The words of a command that makes the same run again, bit for bit: with every setting, whatever the defaults will
 * be then, with the kernels that it had, and with what was changed while it trained.
 */
export function commandWords({ record, history }: ExportedRun, files: TextFiles): string[] {
  const { settings, kernels, name } = record;
  const flags = names
    .filter(setting => settings[setting] !== undefined)
    .flatMap(setting => [
      `--${flagName(setting)}`,
      String(setting === 'kernels.build' ? kernels : settings[setting]),
    ]);
  const plan = planOf(record, history.events);
  return [
    ...['elman', 'train', files.text],
    ...(files.validation === undefined ? [] : ['--validation-file', files.validation]),
    `--name=${name}`, // in one word: a name may begin with a dash
    ...flags,
    ...(plan === '' ? [] : ['--plan', plan]),
  ];
}
