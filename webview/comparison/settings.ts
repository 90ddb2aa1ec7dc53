import type { RunRecord, SettingValue } from '../../src/protocol/run';

/** What tells a run from others besides its settings. */
const others: Readonly<Record<string, (run: RunRecord) => SettingValue>> = {
  text: ({ text }) => text.name,
  kernels: ({ kernels }) => kernels,
};

/** What its value is where a run was made before the setting was. */
const absent = '–';

export const traitOf = (run: RunRecord, name: string): SettingValue =>
  others[name]?.(run) ?? run.settings[name] ?? absent;

/** The names of all traits of the runs, in their order. */
export function traitNames(runs: readonly RunRecord[]): string[] {
  return ['text', ...new Set(runs.flatMap(({ settings }) => Object.keys(settings))), 'kernels'];
}

/** Those in which the runs differ. */
export function differingTraits(runs: readonly RunRecord[]): string[] {
  return traitNames(runs).filter(name => new Set(runs.map(run => traitOf(run, name))).size > 1);
}
