import type { RunRecord, SettingValue } from '../protocol/run';

/**
 * Functions that return those traits of a run that are not settings: its text, and the kernels that trained
 * it. By trait name.
 */
const others: Readonly<Record<string, (run: RunRecord) => SettingValue>> = {
  text: ({ text }) => text.name,
  kernels: ({ kernels }) => kernels,
};

/** The value shown for a setting that did not exist yet when the run was made. */
const absent = '–';

/** Returns a trait of a run. A trait is a setting, the name of the text, or a property of the kernels. */
export const traitOf = (run: RunRecord, name: string): SettingValue =>
  others[name]?.(run) ?? run.settings[name] ?? absent;

/** Returns the names of all traits that any of the runs has: the text, the settings, the kernels. */
export function traitNames(runs: readonly RunRecord[]): string[] {
  const names = new Set<string>();
  for (const { settings } of runs) for (const name of Object.keys(settings)) names.add(name);
  return ['text', ...names, 'kernels'];
}

/** Returns the names of the traits in which the runs differ. */
export function differingTraits(runs: readonly RunRecord[]): string[] {
  const [first, ...others] = runs;
  return traitNames(runs).filter(name => {
    const value = first && traitOf(first, name);
    return others.some(run => !Object.is(traitOf(run, name), value));
  });
}

/**
 * Returns a run's trait as text: `tanh`, but `hidden 100`, because a number alone does not show which setting
 * it belongs to.
 */
export const traitText = (run: RunRecord, name: string) => valueText(name, traitOf(run, name));

/** Returns the value of a trait as text: `tanh`, but `hidden 100`. */
export const valueText = (name: string, value: SettingValue) =>
  typeof value === 'string' ? value : `${name.slice(name.indexOf('.') + 1)} ${value}`;
