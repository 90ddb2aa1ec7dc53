import type { SettingValue } from '../../src/protocol/run';
import type { RunData } from '../model/runData';
import { differingTraits, traitOf } from './settings';

/** More settings than these make no label. */
const MOST = 3;

/**
 * What runs are called side by side, by their ids: their names, and where these are the same, also what differs; only
 * that where all have one name.
 */
export function labelsOf(shown: readonly RunData[]): ReadonlyMap<string, string> {
  const names = new Set(shown.map(({ record }) => record.name));
  const named = (name: string) => shown.filter(({ record }) => record.name === name);
  return new Map([...names].flatMap(name => namesakes(named(name), names.size > 1 ? [name] : [])));
}

function namesakes(runs: readonly RunData[], prefix: readonly string[]): [id: string, label: string][] {
  if (runs.length === 1) return [[runs[0].id, runs[0].record.name]];
  const traits = differingTraits(runs.map(({ record }) => record)).slice(0, MOST);
  const labels = runs.map(({ record }) =>
    traits.length === 0
      ? record.name
      : [...prefix, ...traits.map(name => wordOf(name, traitOf(record, name)))].join(' · '),
  );
  return runs.map(({ id }, i) => {
    const isAlone = labels.indexOf(labels[i]) === labels.lastIndexOf(labels[i]);
    const place = labels.slice(0, i + 1).filter(label => label === labels[i]).length;
    return [id, isAlone ? labels[i] : `${labels[i]} (${place})`];
  });
}

/** Words speak for themselves, numbers need their setting's name. */
function wordOf(name: string, value: SettingValue): string {
  return typeof value === 'string' ? value : `${name.slice(name.indexOf('.') + 1)} ${value}`;
}
