import { labelsOf } from '../../../src/charts/comparison/labels';
import type { Axis, Curve, PlotContent } from '../../../src/charts/plot/content';
import { element } from '../../dom';
import type { Page } from '../../page';
import { swatch } from '../../plot/swatch';

/**
 * Maximum number of curves that the legend names. If there are more curves, the legend names only highlighted
 * ones; the table of runs lists all runs.
 */
const NAMES = 8;

/**
 * Fills the legend with the names and last values of the curves. With several runs, it has one entry per run.
 * A single curve needs no legend, because the title of the plot names it.
 */
export function showLegend({ model, numbers }: Page, legend: HTMLElement, { curves, y }: PlotContent): void {
  const drawn = curves.filter(({ style }) => style !== 'raw');
  const compares = new Set(drawn.map(({ run }) => run)).size > 1;
  const named = compares ? drawn.filter((c, i) => drawn.findIndex(({ run }) => run === c.run) === i) : drawn;
  const listed = named.length > NAMES ? named.filter(({ emphasis }) => emphasis === 'strong') : named;
  legend.hidden = named.length < 2 || listed.length === 0;
  if (legend.hidden) return;
  const labels = labelsOf(compares ? model.runs : []);
  legend.replaceChildren(
    ...listed.map(curve => {
      const { run = '', label, pen } = curve;
      const name = labels.get(run) ?? label;
      // Shows no value next to the name of a run, because the run may have several curves in the plot.
      const value = name === label ? lastOf(curve, y, numbers) : '';
      return element(
        'li',
        '',
        swatch(pen),
        element('span', 'legend-name', name),
        element('span', 'legend-value', value),
      );
    }),
  );
}

function lastOf({ data, summary }: Curve, y: Axis, numbers: Page['numbers']): string {
  if (summary !== undefined) return '';
  const last = Number.POSITIVE_INFINITY;
  const error = data.errorAt?.(last) ?? Number.NaN;
  return y.exact(data.at(last)) + (Number.isNaN(error) ? '' : ` ± ${numbers.precise(error, 2)}`);
}
