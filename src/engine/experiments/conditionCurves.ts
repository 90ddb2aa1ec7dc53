import { groupBy } from '../../common/groupBy';
import { intervalOf, mean } from '../../common/statistics';
import type { ConditionCurve } from '../../protocol/experimentFigures';
import type { Condition, Experiment } from './experiment';
import type { ConditionResult } from './results';
import { type LossSeries, lossSeries, type PlannedRecord } from './runLosses';

/** Maximum number of points of a curve. */
const POINTS = 200;

/**
 * Returns a curve for each condition: the mean loss of its runs at each iteration, with the 95 % confidence
 * interval of the mean. Conditions without a measured loss are left out. `runs` must have their metrics.
 */
export function conditionCurves(
  { measure }: Experiment,
  results: readonly ConditionResult[],
  runs: readonly PlannedRecord[],
): ConditionCurve[] {
  const members = groupBy(runs, ({ planned }) => planned.condition);
  const seriesOf = (condition: Condition) =>
    (members.get(condition) ?? [])
      .map(run => lossSeries(run, measure))
      .filter(({ losses }) => losses.length > 0);
  return results.flatMap(({ condition, name }) => {
    const all = seriesOf(condition);
    return all.length === 0 ? [] : [{ name, points: pointsOf(all) }];
  });
}

function pointsOf(all: readonly LossSeries[]): ConditionCurve['points'] {
  const places = [...new Set(all.flatMap(({ iterations }) => iterations))].sort((a, b) => a - b);
  const readers = all.map(readerOf);
  return thinned(places).map(iteration => {
    const losses = readers.map(read => read(iteration)).filter(loss => loss !== undefined);
    const interval = intervalOf(losses);
    return { iteration, mean: mean(losses), ...(interval && { interval }) };
  });
}

/**
 * Returns a function that returns the last loss measured at or before an iteration. The iterations of
 * successive calls must not decrease.
 */
function readerOf({ iterations, losses }: LossSeries): (iteration: number) => number | undefined {
  const last = iterations[iterations.length - 1];
  let next = 0;
  return iteration => {
    if (iteration > last) return undefined; // the run has not reached this iteration
    while (iterations[next] <= iteration) next++;
    return next === 0 ? undefined : losses[next - 1];
  };
}

/** Returns at most `POINTS` evenly spaced entries of a list, including the first and the last. */
function thinned(places: readonly number[]): readonly number[] {
  if (places.length <= POINTS) return places;
  const step = (places.length - 1) / (POINTS - 1);
  return Array.from({ length: POINTS }, (_, i) => places[Math.round(i * step)]);
}
