import type { SettingValue } from '../../protocol/run';
import type { RunData } from '../runs/runData';
import { differingTraits, traitOf } from './settings';

/** Maximum number of settings in a label. */
const MAX_SETTINGS = 3;

/**
 * Labels for runs that are shown together, by id. A label is the run's name. Runs of equal name get the
 * settings in which they differ added; if all runs have the same name, only these settings.
 */
export function labelsOf(shown: readonly RunData[]): ReadonlyMap<string, string> {
  const names = new Set(shown.map(({ record }) => record.name));
  const named = (name: string) => shown.filter(({ record }) => record.name === name);
  return new Map([...names].flatMap(name => labelsOfEqualNames(named(name), names.size > 1 ? [name] : [])));
}

function labelsOfEqualNames(
  runs: readonly RunData[],
  prefix: readonly string[],
): [id: string, label: string][] {
  if (runs.length === 1) return [[runs[0].id, runs[0].record.name]];
  const traits = differingTraits(runs.map(({ record }) => record)).slice(0, MAX_SETTINGS);
  const labels = runs.map(({ record }) =>
    traits.length === 0
      ? record.name
      : [...prefix, ...traits.map(name => valueText(name, traitOf(record, name)))].join(' · '),
  );
  return runs.map(({ id }, i) => {
    const isAlone = labels.indexOf(labels[i]) === labels.lastIndexOf(labels[i]);
    const place = labels.slice(0, i + 1).filter(label => label === labels[i]).length;
    return [id, isAlone ? labels[i] : `${labels[i]} (${place})`];
  });
}

/** A text value is clear by itself; a number is preceded by its setting's name. */
function valueText(name: string, value: SettingValue): string {
  return typeof value === 'string' ? value : `${name.slice(name.indexOf('.') + 1)} ${value}`;
}
