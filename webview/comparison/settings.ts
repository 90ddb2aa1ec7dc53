import type { RunRecord, SettingValue } from '../../src/protocol/run';

/** A run's settings and what else tells it from others, by name. */
export function traitsOf({ settings, text, kernels }: RunRecord): ReadonlyMap<string, SettingValue> {
  return new Map<string, SettingValue>([
    ['text', text.name],
    ...Object.entries(settings),
    ['kernels', kernels],
  ]);
}

/** What its value is where a run was made before the setting was. */
export const absent = '–';

export const traitOf = (run: RunRecord, name: string): SettingValue => traitsOf(run).get(name) ?? absent;

/** The names of all traits of the runs, in their order. */
export function traitNames(runs: readonly RunRecord[]): string[] {
  return [...new Set(runs.flatMap(run => [...traitsOf(run).keys()]))];
}

/** Those in which the runs differ. */
export function differingTraits(runs: readonly RunRecord[]): string[] {
  return traitNames(runs).filter(name => new Set(runs.map(run => traitOf(run, name))).size > 1);
}
