import { text } from '../texts';
import { curvesOf, type PlotContext, type PlotKind, plotOf } from './kind';

const RADIUS = 'radius.';

/** Explains the plot. */
export const spectralRadiusNote = text(
  'Largest absolute eigenvalue of the recurrent weights, measured with each sample; above 48 units, an estimate. Below 1, errors fade from step to step; above 1, they can grow.',
);

/** Plots the largest absolute eigenvalue of each recurrent matrix. */
export const spectralRadiusPlot: PlotKind<'spectralRadius'> = {
  key: 'spectralRadius',
  logarithmic: false,
  content(context) {
    const { t } = context.texts;
    const columns = columnsOf(context);
    const title = t('Largest eigenvalue of Whh');
    const curves = columns.flatMap((column, color) => {
      const name = column.slice(RADIUS.length);
      const label = columns.length > 1 ? name : title;
      const part = columns.length > 1 ? name : undefined;
      return curvesOf(context, { label, part, columns: [column], color, style: 'marked', isNoisy: false });
    });
    const rules = [{ value: 1, label: t('1 (unit circle)') }];
    return plotOf(context, spectralRadiusPlot, title, curves, { rules });
  },
};

/** Returns the columns of all recurrent matrices, in the order of the layers. */
function columnsOf({ runs }: PlotContext): string[] {
  return [...new Set(runs.flatMap(({ table }) => table.names.filter(name => name.startsWith(RADIUS))))];
}
