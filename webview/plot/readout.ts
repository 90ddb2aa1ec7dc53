import type { Curve, PlotContent } from '../../src/charts/plot/content';
import type { Layout } from '../../src/charts/plot/layout';
import { element, setText } from '../dom';
import { swatch } from './swatch';

/** Maximum number of rows: the maximum number of compared runs, and what fits. */
const MAX_ROWS = 20;

/** The cursor line, and next to it the value of every curve at the cursor. */
export class PlotReadout {
  private readonly line = element('div', 'cursor-line');
  private readonly list = element('div', 'readout');
  readonly parts: readonly HTMLElement[] = [this.line, this.list];

  constructor() {
    this.hide();
    this.list.setAttribute('aria-live', 'polite');
  }

  show(at: number | undefined, content: PlotContent, { box, x }: Layout): void {
    const pixel = at === undefined ? Number.NaN : x.pixel(at);
    if (at === undefined || !(pixel >= box.left - 1 && pixel <= box.right + 1)) {
      this.hide();
      return;
    }
    const { line, list } = this;
    line.hidden = false;
    list.hidden = false;
    line.style.left = `${pixel}px`;
    line.style.top = `${box.top}px`;
    line.style.height = `${box.bottom - box.top}px`;
    list.replaceChildren(
      element('div', 'readout-x', `${content.x.label} ${content.x.exact(at)}`),
      ...rowsOf(content, at),
      ...marksNear(content, at, x.value(pixel + 6) - at),
    );
    const isRight = pixel > (box.left + box.right) / 2;
    list.style.left = isRight ? '' : `${pixel + 10}px`;
    list.style.right = isRight ? `calc(100% - ${pixel - 10}px)` : '';
    list.style.top = `${box.top}px`;
  }

  hide(): void {
    for (const part of this.parts) part.hidden = true;
  }
}

/** Rows in the vertical order of the curves, so that a curve is easy to find. */
function rowsOf({ curves, y }: PlotContent, at: number): HTMLElement[] {
  const read = curves
    .filter(({ style }) => style !== 'raw')
    .map(curve => ({ curve, value: curve.data.at(at) }))
    .filter(({ value }) => !Number.isNaN(value))
    .sort((a, b) => b.value - a.value);
  const rows = read
    .slice(0, MAX_ROWS)
    .map(({ curve, value }) => rowOf(curve, textOf(curve, value, at, y.exact)));
  return read.length > MAX_ROWS
    ? [...rows, element('div', 'secondary', `+ ${read.length - MAX_ROWS}`)]
    : rows;
}

function textOf({ data }: Curve, value: number, at: number, exact: (value: number) => string): string {
  const error = data.errorAt?.(at) ?? Number.NaN;
  return Number.isNaN(error) ? exact(value) : `${exact(value)} ± ${exact(error)}`;
}

function rowOf({ label, pen, emphasis }: Curve, text: string): HTMLElement {
  const name = element('span', 'readout-name', label);
  const row = element('div', 'readout-row', swatch(pen), name, element('span', 'readout-value', text));
  if (emphasis) row.dataset.emphasis = emphasis;
  return row;
}

function marksNear({ marks }: PlotContent, at: number, distance: number): HTMLElement[] {
  return marks
    .filter(({ x }) => Math.abs(x - at) <= Math.abs(distance))
    .map(({ label, pen }) => {
      const text = element('span', 'readout-name');
      setText(text, label);
      return element('div', 'readout-row', swatch(pen), text);
    });
}
