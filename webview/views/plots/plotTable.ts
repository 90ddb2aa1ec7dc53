import type { Axis, PlotContent } from '../../../src/charts/plot/content';
import { AxisScale, type Range } from '../../../src/charts/plot/scale';
import type { PageTexts } from '../../../src/charts/texts';
import { element } from '../../dom';
import type { Plot } from '../../plot/plot';

/** Maximum number of rows of a plot's table. */
const ROWS = 25;

/**
 * Returns a table of a plot's values at evenly spaced x positions of the visible range, and a list of its
 * events.
 */
export function plotTable(texts: PageTexts) {
  const caption = element('caption', 'heard');
  const head = element('thead');
  const body = element('tbody');
  const table = element('table', '', caption, head, body);
  const happened = element('ul', 'happened');
  const box = element('div', 'plot-table', table, happened);
  box.tabIndex = 0;
  box.setAttribute('role', 'region');

  const show = ({ title, curves, marks, x, y }: PlotContent, plot: Plot) => {
    const named = curves.filter(({ style }) => style !== 'raw');
    const range = plot.options.across.zoom.value ?? plot.extent;
    if (!range) return;
    const count = rowsOf(range, x);
    const places = new AxisScale(range, 0, count - 1, x.logarithmic);
    caption.textContent = texts.t('{0}: values as a table', title);
    box.setAttribute('aria-label', caption.textContent);
    head.replaceChildren(rowOf('th', [x.label, ...named.map(({ label }) => label)]));
    body.replaceChildren(
      ...Array.from({ length: count }, (_, i) => {
        const at = places.value(i);
        return rowOf('td', [x.exact(at), ...named.map(({ data }) => y.exact(data.at(at)))]);
      }),
    );
    happened.hidden = marks.length === 0;
    happened.replaceChildren(
      ...marks.map(mark => element('li', '', `${x.label} ${x.exact(mark.x)}: ${mark.label}`)),
    );
  };
  return { box, show };
}

/** Returns the number of rows: at most one for each whole number if only these have values. */
const rowsOf = ({ min, max }: Range, { kind }: Axis) =>
  kind === 'whole' ? Math.max(2, Math.min(ROWS, Math.floor(max) - Math.ceil(min) + 1)) : ROWS;

function rowOf(tag: 'th' | 'td', texts: readonly string[]): HTMLTableRowElement {
  return element(
    'tr',
    '',
    ...texts.map((text, i) => {
      const cell = element(i === 0 ? 'th' : tag, '', text);
      if (cell.tagName === 'TH') cell.setAttribute('scope', tag === 'th' ? 'col' : 'row');
      return cell;
    }),
  );
}
