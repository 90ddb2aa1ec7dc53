import { differingTraits, traitText } from '../../common/traits';
import type { RunData } from '../runs/runData';

/** Maximum number of settings in a label. */
const MAX_SETTINGS = 3;

/** Separates the parts of a name, such as the text and the network. */
const SEPARATOR = ' · ';

/**
 * Labels for runs that are shown together, by id. A label is the run's name, without the parts at its start
 * that all names share. Runs with equal names also get the settings in which they differ. If all runs have
 * the same name, the labels are only these settings.
 */
export function labelsOf(shown: readonly RunData[]): ReadonlyMap<string, string> {
  const names = new Set(shown.map(({ record }) => record.name));
  const named = (name: string) => shown.filter(({ record }) => record.name === name);
  const labels = [...names].flatMap(name => labelsOfEqualNames(named(name), names.size > 1 ? [name] : []));
  const common = names.size > 1 ? commonParts([...names]) : 0;
  return new Map(labels.map(([id, label]) => [id, label.split(SEPARATOR).slice(common).join(SEPARATOR)]));
}

/** The number of parts at the start that all names share. Every name keeps at least one part. */
function commonParts(names: readonly string[]): number {
  const [first, ...others] = names.map(name => name.split(SEPARATOR));
  const isCommon = (part: string, i: number) =>
    i + 1 < first.length && others.every(other => i + 1 < other.length && other[i] === part);
  return first.findIndex((part, i) => !isCommon(part, i));
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
      : [...prefix, ...traits.map(name => traitText(record, name))].join(SEPARATOR),
  );
  return runs.map(({ id }, i) => {
    const isAlone = labels.indexOf(labels[i]) === labels.lastIndexOf(labels[i]);
    const place = labels.slice(0, i + 1).filter(label => label === labels[i]).length;
    return [id, isAlone ? labels[i] : `${labels[i]} (${place})`];
  });
}
