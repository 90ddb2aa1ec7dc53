import { classicNames, classicThresholds, type Threshold } from '../../../common/classics/classicThresholds';
import { groupBy } from '../../../common/groupBy';
import { intervalOf, mean } from '../../../common/statistics';
import type { ClassicCondition, ClassicFigures, LabelFigures } from '../../../protocol/classicFigures';
import type { GeneratorName } from '../generators';
import type { RepeatedClassic } from './classicOf';
import { type ClassicMeasurement, type MeasuredLabel, shownTokens } from './measureClassic';
import { isMeasured } from './newText';

/** The measurement of a run. `name` is the name of the run's condition. */
export interface MeasuredRun {
  readonly name: string;
  readonly seed: number;
  readonly measurement: ClassicMeasurement;
}

/**
 * Returns the figures of an experiment that repeats a classic one. The conditions are in the order in which `runs`
 * contains them. `finished` is the number of all finished runs.
 */
export function classicFigures(
  { classic, generator }: RepeatedClassic,
  runs: readonly MeasuredRun[],
  finished: number,
): ClassicFigures {
  const { source, reported, measured } = classic;
  return {
    ...{ source, reported, found: measured, finished, runs: runs.length },
    thresholds: thresholdsOf(generator).map(({ description, bound, limit, elman }) => ({
      ...{ description, bound, limit, elman },
    })),
    tokens: isMeasured(generator) ? shownTokens(generator) : [],
    conditions: [...groupBy(runs, ({ name }) => name)].map(([name, members]) => conditionOf(name, members)),
  };
}

function thresholdsOf(generator: GeneratorName): readonly Threshold[] {
  const name = classicNames.find(each => each === generator);
  return name ? Object.values(classicThresholds[name].thresholds) : [];
}

function conditionOf(name: string, members: readonly MeasuredRun[]): ClassicCondition {
  const measurements = members.map(({ measurement }) => measurement);
  const [{ places, labels, agreement }] = measurements;
  return {
    name,
    runs: members.map(({ seed, measurement: { thresholds } }) => ({
      seed,
      figures: thresholds.map(({ figure, isMet }) => ({ ...(Number.isFinite(figure) && { figure }), isMet })),
    })),
    places: places.flatMap((_, i) => {
      const errors = measurements.map(each => each.places[i]).filter(error => !Number.isNaN(error));
      const interval = intervalOf(errors);
      return errors.length === 0 ? [] : [{ place: i + 1, mean: mean(errors), ...(interval && { interval }) }];
    }),
    labels: labels.flatMap(({ label }) => {
      const all = foundIn(measurements, ({ labels }) => labels.find(each => each.label === label));
      return all ? [labelOf(all)] : [];
    }),
    agreement: agreement.flatMap(({ group, value }) => {
      const all = foundIn(measurements, ({ agreement }) =>
        agreement.find(each => each.group === group && each.value === value),
      );
      return all ? [{ group, value, right: mean(all.map(({ right }) => right)) }] : [];
    }),
  };
}

/** Returns what `find` finds in each measurement. Undefined if one of them lacks it. */
function foundIn<Part>(
  measurements: readonly ClassicMeasurement[],
  find: (measurement: ClassicMeasurement) => Part | undefined,
): readonly Part[] | undefined {
  const found = measurements.map(find).filter(part => part !== undefined);
  return found.length === measurements.length ? found : undefined;
}

function labelOf(all: readonly MeasuredLabel[]): LabelFigures {
  const [{ label, bits }] = all;
  return {
    label,
    rms: mean(all.map(({ rms }) => rms)),
    surprisal: mean(all.map(({ surprisal }) => surprisal)),
    ...(bits && { bits: bits.map((_, k) => mean(all.flatMap(each => each.bits?.[k] ?? []))) }),
  };
}
