import { parse } from 'jsonc-parser';
import type { MeanExperiment } from '../../protocol/experiment';
import type { RunSettings, SettingValue } from '../../protocol/run';
import { fieldNamed } from '../configuration/trainingTask';
import { exp, log } from '../core/math';
import { readExperiment } from './experimentFile';

/** Number of significant digits to which a mean is rounded, so that it is readable and the same on every machine. */
const DIGITS = 4;

/**
 * Returns an experiment with a single condition: the mean of conditions of the experiment in `source`. `members` are the
 * settings of these conditions, those with the lowest loss first.
 */
export function meanExperiment(source: string, members: readonly RunSettings[]): MeanExperiment {
  const { vary, design } = readExperiment(source);
  const means = Object.fromEntries(
    Object.keys(vary).map(name => {
      const values = members.flatMap(member => member[name] ?? []);
      return [name, { values, mean: meanValue(name, values) }];
    }),
  );
  const written = parse(source);
  const values = Object.entries(means).map(([name, { mean }]) => [name, mean]);
  return {
    means,
    file: {
      ...written,
      settings: { ...written.settings, ...Object.fromEntries(values) },
      vary: {},
      design: design.folds === undefined ? 'grid' : { folds: design.folds },
    },
  };
}

/**
 * Returns the mean of a setting's values. Numbers have their geometric mean, because rates and sizes differ by ratios. If a
 * number is 0, which usually switches something off, and for choices, returns the most frequent value; the first one if
 * several are equally frequent.
 */
function meanValue(name: string, values: readonly SettingValue[]): SettingValue {
  const logs = values.map(value => (typeof value === 'number' && value > 0 ? log(value) : Number.NaN));
  const mean = exp(logs.reduce((sum, each) => sum + each, 0) / values.length);
  if (Number.isNaN(mean)) return mostFrequent(values);
  return isWhole(name) ? Math.round(mean) : Number(mean.toPrecision(DIGITS));
}

const isWhole = (name: string) => fieldNamed(name)?.kind === 'integer';

function mostFrequent(values: readonly SettingValue[]): SettingValue {
  const count = (value: SettingValue) => values.filter(each => each === value).length;
  return values.reduce((best, value) => (count(value) > count(best) ? value : best));
}
