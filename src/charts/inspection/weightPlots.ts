import type { WeightHistogram } from '../../protocol/weights';
import type { PlotLook } from '../experiment/plotLook';
import type { PlotContent } from '../plot/content';
import { penOf } from '../plot/theme';
import { ListData } from '../series/listData';

/** Returns a plot of the distribution of a matrix's elements. */
export function histogramPlot({ low, high, counts }: WeightHistogram, look: PlotLook): PlotContent {
  const { t } = look.texts;
  const width = (high - low) / counts.length;
  const total = counts.reduce((sum, count) => sum + count, 0) || 1;
  const middles = counts.map((_, i) => low + (i + 0.5) * width);
  const data = new ListData(
    middles,
    counts.map(count => count / total),
  );
  const percent = (share: number) => look.numbers.smallPercent(share);
  return plot(t('Distribution of the weights'), look, {
    x: { label: t('Weight'), kind: 'real' },
    y: { label: t('Share of weights'), format: percent },
    data,
  });
}

/** Returns a plot of singular values in descending order. */
export function singularPlot(values: readonly number[], look: PlotLook): PlotContent {
  const { t } = look.texts;
  const places = values.map((_, i) => i + 1);
  return plot(t('Singular values'), look, {
    x: { label: t('Number'), kind: 'whole' },
    y: { label: t('Singular value'), format: value => look.numbers.precise(value, 4) },
    data: new ListData(places, values),
  });
}

interface Axes {
  readonly x: { readonly label: string; readonly kind: 'real' | 'whole' };
  readonly y: { readonly label: string; readonly format: (value: number) => string };
  readonly data: ListData;
}

function plot(title: string, { theme, numbers }: PlotLook, { x, y, data }: Axes): PlotContent {
  const short = (value: number) => numbers.short(value);
  const exact = (value: number) => numbers.precise(value, 3);
  return {
    title,
    x: { ...x, logarithmic: false, brief: short, exact },
    y: { label: y.label, kind: 'real', logarithmic: false, brief: y.format, exact: y.format },
    curves: [{ label: y.label, pen: penOf(theme, 0), style: 'line', data, emphasis: undefined }],
    rules: [],
    marks: [],
  };
}
