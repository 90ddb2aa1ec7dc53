import type { RunData } from '../runs/runData';
import { curvesOf, type PlotContext, type PlotKind, plotOf } from './kind';

/** Plots the share of gradient elements that clipping changed. */
export const clippedPlot: PlotKind<'clipped'> = {
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

/**
 * Returns a note on the share of gradient elements that the last update clipped. Undefined if the run does
 * not measure this share.
 */
export function clippedNote(
  { table }: Pick<RunData, 'table'>,
  { texts, numbers }: Pick<PlotContext, 'texts' | 'numbers'>,
): string | undefined {
  const share = table.last('clipped');
  if (Number.isNaN(share)) return undefined;
  return texts.t('Clipped: {0} of the elements.', numbers.smallPercent(share));
}
