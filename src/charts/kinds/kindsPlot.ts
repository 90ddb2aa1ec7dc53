import { kindNames } from '../../common/kindNames';
import type { ComparedResult } from '../../protocol/kindsComparison';
import type { PlotLook } from '../experiment/plotLook';
import type { Curve, PlotContent } from '../plot/content';
import { penOf } from '../plot/theme';
import { PointData } from './pointData';

/** The shortest duration that the plot shows, in seconds. A logarithmic axis cannot show 0. */
const SHORTEST = 0.01;

/**
 * Returns a plot of the perplexity of each kind over its seconds or its parameters: a point, and a whisker for its
 * interval.
 */
export function kindsPlot(
  results: readonly ComparedResult[],
  over: 'seconds' | 'parameters',
  { theme, texts: { t }, numbers }: PlotLook,
): PlotContent {
  const curves = results.map((result, i): Curve => {
    const { model, interval, perplexity } = result;
    const x = Math.max(over === 'seconds' ? SHORTEST : 1, result[over]);
    // An interval that ends only at the largest number would flatten the plot.
    const shown = interval && interval.high < Number.MAX_VALUE ? interval : undefined;
    const data = new PointData(x, perplexity, shown);
    return { label: t(kindNames[model]), pen: penOf(theme, i), emphasis: undefined, style: 'labelled', data };
  });
  const exact = (value: number) => numbers.precise(value);
  const short = (value: number) => numbers.short(value);
  return {
    title: over === 'seconds' ? t('Perplexity by seconds of training') : t('Perplexity by parameters'),
    x: {
      ...{ label: over === 'seconds' ? t('Seconds') : t('Parameters'), kind: 'real', logarithmic: true },
      ...{ decades: 1, brief: short, exact },
    },
    y: { label: t('Perplexity'), kind: 'real', logarithmic: false, brief: short, exact },
    curves,
    rules: [],
    marks: [],
  };
}
