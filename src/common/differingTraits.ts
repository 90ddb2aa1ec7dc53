import type { RunRecord, SettingValue } from '../protocol/run';

/** Traits of a run other than its settings. */
const others: Readonly<Record<string, (run: RunRecord) => SettingValue>> = {
  text: ({ text }) => text.name,
  kernels: ({ kernels }) => kernels,
};

/** Shown for a setting that did not exist when the run was made. */
const absent = '–';

/** The value of a trait of a run: a setting, the text or the kernels. */
export const traitOf = (run: RunRecord, name: string): SettingValue =>
  others[name]?.(run) ?? run.settings[name] ?? absent;

/** The names of all traits of the runs, in order. */
export function traitNames(runs: readonly RunRecord[]): string[] {
  const names = new Set<string>();
  for (const { settings } of runs) for (const name of Object.keys(settings)) names.add(name);
  return ['text', ...names, 'kernels'];
}

/** The names of the traits in which the runs differ. */
export function differingTraits(runs: readonly RunRecord[]): string[] {
  const [first, ...others] = runs;
  return traitNames(runs).filter(name => {
    const value = first && traitOf(first, name);
    return others.some(run => !Object.is(traitOf(run, name), value));
  });
}

/** A trait in words. A text value needs no explanation; a number is preceded by its setting's name. */
export const traitText = (run: RunRecord, name: string) => valueText(name, traitOf(run, name));

/** A value of a trait in words, as `traitText` has it. */
export const valueText = (name: string, value: SettingValue) =>
  typeof value === 'string' ? value : `${name.slice(name.indexOf('.') + 1)} ${value}`;
