import type { PlotContent } from '../../src/charts/plot/content';
import type { PlotTheme } from '../../src/charts/plot/theme';
import { ListData } from '../../src/charts/series/listData';
import type { Activations } from '../../src/protocol/run';
import type { Page } from '../page';
import { layerCurves } from './layers';

/**
 * Returns a plot of the histograms of hidden activations at the time of the shown sample. It has one curve
 * per layer and run. With several runs, colours identify the runs. Undefined if no shown run has histograms
 * at this time.
 */
export function activationContent(page: Page, theme: PlotTheme): PlotContent | undefined {
  const { texts, numbers } = page;
  const curves = layerCurves(
    page,
    theme,
    sample => sample?.activations,
    activations => ({ data: stairsOf(activations), summary: summaryOf(page, activations) }),
  );
  if (curves.length === 0) return undefined;
  const short = (value: number) => numbers.short(value);
  const exact = (value: number) => numbers.precise(value, 3);
  const percent = (share: number) => numbers.smallPercent(share);
  return {
    title: texts.t('Hidden activations'),
    x: { label: texts.t('Activation'), kind: 'real', logarithmic: false, brief: short, exact },
    y: { label: texts.t('Share of units'), kind: 'real', logarithmic: false, brief: percent, exact: percent },
    curves,
    rules: [],
    marks: [],
  };
}

/** Returns a summary of a histogram as text: its shares of saturated and dead units. */
export function summaryOf({ texts, numbers }: Page, { saturated, dead }: Activations): string {
  return texts.t(
    'saturated activations: {0}, dead units: {1}',
    numbers.percent(saturated),
    numbers.percent(dead),
  );
}

/**
 * Returns the outline of a histogram as a curve. At the left edge of each bin, the curve goes up or down to
 * the height of the bin. After the last bin, it returns to 0.
 */
function stairsOf({ low, high, counts }: Activations): ListData {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const width = (high - low) / counts.length;
  const xs = [low, ...counts.flatMap((_, i) => [low + i * width, low + (i + 1) * width]), high];
  const ys = [0, ...counts.flatMap(count => [count / total, count / total]), 0];
  return new ListData(xs, ys);
}
