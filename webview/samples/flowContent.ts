import type { PlotContent } from '../../src/charts/plot/content';
import type { PlotTheme } from '../../src/charts/plot/theme';
import { ListData } from '../../src/charts/series/listData';
import type { Page } from '../page';
import { layerCurves } from './layers';

/** Minimum number of decades (powers of ten) on the y axis, so that a nearly constant curve looks flat. */
const DECADES = 3;

/**
 * Returns a plot of the gradient norms by lag at the time of the shown sample. It has one curve per layer and
 * run. With several runs, colours identify the runs. Undefined if no shown run has gradient norms at this
 * time.
 */
export function flowContent(page: Page, theme: PlotTheme): PlotContent | undefined {
  const { texts, numbers } = page;
  const curves = layerCurves(
    page,
    theme,
    sample => sample?.flow,
    norms => ({ data: lineOf(norms) }),
    texts.t('Norm'),
  );
  if (curves.length === 0) return undefined;
  const whole = (value: number) => numbers.whole(Math.round(value));
  return {
    title: texts.t('Gradient flow'),
    x: {
      label: texts.t('Lag k'),
      unit: texts.t('steps'),
      kind: 'whole',
      logarithmic: false,
      brief: whole,
      exact: whole,
    },
    y: {
      label: texts.t('Norm of dL(t)/dh(t−k)'),
      kind: 'real',
      logarithmic: true,
      decades: DECADES,
      brief: value => numbers.short(value),
      exact: value => numbers.precise(value),
    },
    curves,
    rules: [],
    marks: [],
  };
}

function lineOf(norms: readonly number[]): ListData {
  return new ListData(
    norms.map((_, lag) => lag),
    norms.map(norm => (norm > 0 ? norm : Number.NaN)),
  );
}
