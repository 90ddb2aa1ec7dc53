import { traitOf } from '../../common/differingTraits';
import type { Curve } from '../plot/content';
import { type PlotTheme, penOf } from '../plot/theme';
import type { RunData } from '../runs/runData';
import { MeanData } from '../series/meanData';
import { BY_SEEDS, seedGroupNames } from './seeds';

/**
 * Groups runs by the value of a setting or, for `BY_SEEDS`, by all settings except the seed. Groups are in
 * the order of their first runs.
 */
function groupsBy(runs: readonly RunData[], setting: string): Map<string, RunData[]> {
  const groups = new Map<string, RunData[]>();
  const groupOf =
    setting === BY_SEEDS ? seedGroupNames(runs) : ({ record }: RunData) => String(traitOf(record, setting));
  for (const run of runs) {
    const value = groupOf(run);
    groups.set(value, [...(groups.get(value) ?? []), run]);
  }
  return groups;
}

/**
 * Returns one curve per group of runs: the mean of the group's curves, with a band from their minimum to
 * their maximum.
 */
export function groupedCurves(
  curves: readonly Curve[],
  runs: readonly RunData[],
  setting: string,
  theme: PlotTheme,
): Curve[] {
  return [...groupsBy(runs, setting)].flatMap(([value, members], i) => {
    const ids = members.map(({ id }) => id);
    const own = curves.filter(({ run, style }) => style !== 'raw' && run !== undefined && ids.includes(run));
    return own.length === 0
      ? []
      : [
          {
            label: `${value} (${members.length})`,
            pen: penOf(theme, i),
            style: own[0].style,
            data: new MeanData(own.map(({ data }) => data)),
            emphasis: own.some(({ emphasis }) => emphasis === 'strong') ? 'strong' : own[0].emphasis,
          } satisfies Curve,
        ];
  });
}
