import type { NumberFormat } from '../format';
import { emptyRange, type Range, union } from '../plot/scale';
import type { RunData } from '../runs/runData';
import type { SeriesStore } from '../series/seriesStore';
import type { PageTexts } from '../texts';

/** Returns the range of the values in a column of a run. The range is empty if the run has no values. */
export function measuredRange({ table }: RunData, column: string, store: SeriesStore): Range {
  const series = store.get(table, 'range', { x: 'iteration', columns: [column], smoothing: 0 });
  const { low, high } = series.extremesBetween(0, series.y.length);
  return low <= high ? { min: low, max: high } : emptyRange;
}

/** Returns whether the learning rate changed during one of the runs. */
export function variesRate(runs: readonly RunData[], store: SeriesStore): boolean {
  return runs.some(run => {
    const { min, max } = measuredRange(run, 'learningRate', store);
    return min < max;
  });
}

interface Context {
  readonly runs: readonly RunData[];
  readonly store: SeriesStore;
  readonly texts: PageTexts;
  readonly numbers: NumberFormat;
}

/** Returns texts for values that need no plot: a constant learning rate, and the speed. */
export function steadyTexts({ runs, store, texts, numbers }: Context): string[] {
  const rangeOf = (column: string) =>
    runs.map(run => measuredRange(run, column, store)).reduce(union, emptyRange);
  const words = (format: (value: number) => string, { min, max }: Range) => {
    const [low, high] = [format(min), format(max)];
    return low === high ? low : texts.t('{0} to {1}', low, high);
  };
  const [rate, speed] = [rangeOf('learningRate'), rangeOf('tokensPerSecond')];
  const isConstant = rate.min <= rate.max && !variesRate(runs, store);
  return [
    ...(isConstant
      ? [
          texts.t(
            'Learning rate: {0}, constant',
            words(value => numbers.precise(value), rate),
          ),
        ]
      : []),
    ...(speed.min <= speed.max
      ? [
          texts.t(
            'Tokens/s: {0}',
            words(value => numbers.short(value), speed),
          ),
        ]
      : []),
  ];
}
