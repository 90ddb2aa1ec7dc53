import { oneLine } from '../../common/harmlessText';
import type { ConditionCurve, MeasuredUnit } from '../../protocol/experimentFigures';
import type { PlotContent } from '../plot/content';
import { penOf } from '../plot/theme';
import { timeAxis } from '../plots/timeAxis';
import { IntervalData } from './intervalData';
import type { PlotLook } from './plotLook';
import { lossLabel } from './sentences';

/** Returns a plot of the mean loss of each condition, with its 95 % interval as a band. */
export function curvePlot(
  curves: readonly ConditionCurve[],
  { theme, texts, numbers }: PlotLook,
  unit?: MeasuredUnit,
): PlotContent {
  const { t } = texts;
  return {
    title: unit === 'error' ? t('Error rate by condition') : t('Loss by condition'),
    x: timeAxis('iteration', false, texts, numbers),
    y: {
      ...{ label: lossLabel(unit, texts), kind: 'real', logarithmic: false },
      brief: value => numbers.precise(value),
      exact: value => numbers.precise(value, 5),
    },
    curves: curves.map(({ name, points }, i) => ({
      ...{ label: oneLine(name), pen: penOf(theme, i), style: 'line', emphasis: undefined },
      data: new IntervalData(points.map(({ iteration, ...point }) => ({ x: iteration, ...point }))),
    })),
    rules: [],
    marks: [],
    outside: {
      above: value => t('▲ up to {0}', value),
      below: value => t('▼ down to {0}', value),
    },
  };
}
