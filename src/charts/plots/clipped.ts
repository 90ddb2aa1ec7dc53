import { curvesOf, type PlotKind, plotOf } from './kind';

/** Plots the share of gradient elements that clipping changed. */
export const clippedPlot: PlotKind = {
  key: 'clipped',
  logarithmic: false,
  content(context) {
    const title = context.texts.t('Share of clipped elements');
    const columns = ['clipped'];
    const curves = curvesOf(context, { label: title, columns, color: 0, style: 'line', isNoisy: true });
    const plot = plotOf(context, clippedPlot, title, curves);
    const percent = (share: number) => context.numbers.smallPercent(share);
    return plot && { ...plot, y: { ...plot.y, brief: percent, exact: percent } };
  },
};
