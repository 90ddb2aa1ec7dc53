import { differingTraits, traitText } from '../../common/traits';
import type { RunData } from '../runs/runData';

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
      : [...prefix, ...traits.map(name => traitText(record, name))].join(' · '),
  );
  return runs.map(({ id }, i) => {
    const isAlone = labels.indexOf(labels[i]) === labels.lastIndexOf(labels[i]);
    const place = labels.slice(0, i + 1).filter(label => label === labels[i]).length;
    return [id, isAlone ? labels[i] : `${labels[i]} (${place})`];
  });
}
