import { oneLine } from '../../common/harmlessText';
import type { ConditionCurve } from '../../protocol/experiment';
import type { NumberFormat } from '../format';
import type { CurveData, PlotContent } from '../plot/content';
import { nowhere, type Range } from '../plot/scale';
import { type PlotTheme, penOf } from '../plot/theme';
import { timeAxis } from '../plots/timeAxis';
import type { PageTexts } from '../texts';

/** The theme, the translations and the number format of a plot. */
export interface PlotLook {
  readonly theme: PlotTheme;
  readonly texts: PageTexts;
  readonly numbers: NumberFormat;
}

type CurvePoints = ConditionCurve['points'];

/** Returns a plot of the mean loss of each condition, with its 95 % interval as a band. */
export function curvePlot(
  curves: readonly ConditionCurve[],
  { theme, texts, numbers }: PlotLook,
): PlotContent {
  const { t } = texts;
  return {
    title: t('Loss by condition'),
    x: timeAxis('iteration', false, texts, numbers),
    y: {
      ...{ label: t('Loss (nats per token)'), kind: 'real', logarithmic: false },
      brief: value => numbers.precise(value),
      exact: value => numbers.precise(value, 5),
    },
    curves: curves.map(({ name, points }, i) => ({
      ...{ label: oneLine(name), pen: penOf(theme, i), style: 'line', emphasis: undefined },
      data: new IntervalData(points),
    })),
    rules: [],
    marks: [],
    outside: {
      above: value => t('▲ up to {0}', value),
      below: value => t('▼ down to {0}', value),
    },
  };
}

/** The mean of a condition, with its 95 % interval as a band. */
class IntervalData implements CurveData {
  constructor(private readonly values: CurvePoints) {}

  extent(positive: boolean): Range {
    const all = this.values.map(({ iteration }) => iteration).filter(each => !positive || each > 0);
    return all.length === 0 ? nowhere : { min: all[0], max: all[all.length - 1] };
  }

  points(): number[] {
    return this.values.flatMap(({ iteration, mean }) => [iteration, mean]);
  }

  band(): number[] {
    return this.values.flatMap(({ iteration, interval }) =>
      interval ? [iteration, interval.low, interval.high] : [],
    );
  }

  at(x: number): number {
    return this.before(x)?.mean ?? Number.NaN;
  }

  /** Returns half the width of the 95 % interval at x; NaN if there is no interval. */
  errorAt(x: number): number {
    const interval = this.before(x)?.interval;
    return interval ? (interval.high - interval.low) / 2 : Number.NaN;
  }

  private before(x: number): CurvePoints[number] | undefined {
    return this.values.findLast(({ iteration }) => iteration <= x);
  }
}
