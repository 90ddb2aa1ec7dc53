import { groupBy } from '../../common/groupBy';
import { intervalOf, mean } from '../../common/statistics';
import type { ConditionCurve } from '../../protocol/experiment';
import type { Condition, Experiment } from './experiment';
import type { ConditionResult } from './results';
import { type LossSeries, lossSeries, type PlannedRecord } from './runLosses';

/** Maximum number of points of a curve. */
const POINTS = 200;

/**
 * Returns the mean loss of each condition over the iterations, with its 95 % interval over the runs. Leaves out conditions
 * without a measured loss. `runs`: with their metrics.
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

/** Returns a function that reads the last loss at or before an iteration. It must be called with ascending iterations. */
function readerOf({ iterations, losses }: LossSeries): (iteration: number) => number | undefined {
  const last = iterations[iterations.length - 1];
  let next = 0;
  return iteration => {
    if (iteration > last) return undefined; // a run that has not come so far is left out
    while (iterations[next] <= iteration) next++;
    return next === 0 ? undefined : losses[next - 1];
  };
}

/** Returns evenly distributed entries of a long list, the first and the last among them. */
function thinned(places: readonly number[]): readonly number[] {
  if (places.length <= POINTS) return places;
  const step = (places.length - 1) / (POINTS - 1);
  return Array.from({ length: POINTS }, (_, i) => places[Math.round(i * step)]);
}
