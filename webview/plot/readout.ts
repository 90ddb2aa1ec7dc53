import type { Curve, PlotContent } from '../../src/charts/plot/content';
import { element, setText } from '../dom';
import type { Reader, SharedAxis } from './sharedAxis';
import { swatch } from './swatch';

/**
 * Maximum number of rows in the readout: for the plot with the cursor (`own`), and for each other plot
 * (`other`).
 */
const MAX_ROWS = { own: 20, other: 6 };
/** Distance of the readout from the cursor line and from the edges of the window, in pixels. */
const GAP = 10;

type Drawn = NonNullable<Reader['drawn']>;

/** Shows the values of all visible plots at the cursor, beside the plot on which the cursor is moved. */
export class PlotReadout {
  private readonly box = element('div', 'readout');
  private frame = 0;

  constructor(private readonly across: SharedAxis) {
    this.box.popover = 'manual';
    this.box.setAttribute('aria-live', 'polite');
    across.cursor.onChange(() => this.redraw());
    across.onDraw(() => this.redraw());
  }

  /** Schedules a drawing of the readout, at most one per animation frame. */
  private redraw(): void {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  private draw(): void {
    const { box, across } = this;
    const { source } = across;
    const at = across.cursor.value;
    const pixel = at === undefined ? Number.NaN : source?.drawn?.layout.x.pixel(at);
    if (at === undefined || !source?.drawn || pixel === undefined || !isInside(pixel, source.drawn)) {
      if (box.isConnected) box.hidePopover();
      return;
    }
    const { x } = source.drawn.content;
    box.replaceChildren(
      element('div', 'readout-x', `${x.label} ${x.exact(at)}`),
      ...this.sections(source, at),
      ...marksNear(source.drawn, at, pixel),
    );
    // Moves the readout into the plot: while the plot is shown in a dialog, all elements outside the dialog
    // are inert.
    if (box.parentNode !== source.box) source.box.append(box);
    box.showPopover();
    this.place(source.box.getBoundingClientRect(), source.drawn, pixel);
  }

  /** Returns the values of the plot with the cursor, then the values of the other plots on the screen. */
  private sections(source: Reader, at: number): HTMLElement[] {
    const isAlone = source.box.closest('dialog') !== null;
    const others = isAlone ? [] : [...this.across.readers].filter(each => each !== source && each.isVisible);
    const readings = [source, ...others].flatMap(({ drawn }, i) => {
      const rows = drawn ? rowsOf(drawn.content, at, i === 0 ? MAX_ROWS.own : MAX_ROWS.other) : [];
      return drawn && rows.length > 0 ? [{ title: drawn.content.title, rows }] : [];
    });
    return readings.flatMap(({ title, rows }) =>
      readings.length > 1 ? [element('div', 'readout-title', title), ...rows] : rows,
    );
  }

  /**
   * Places the readout beside the cursor line, on the side with more room. If the readout does not fit there,
   * places it below or above the plot.
   */
  private place(plot: DOMRect, { layout }: Drawn, pixel: number): void {
    const { style } = this.box;
    const { width, height } = this.box.getBoundingClientRect();
    const line = plot.left + pixel;
    const isRight = pixel > (layout.box.left + layout.box.right) / 2;
    const beside = isRight ? line - GAP - width : line + GAP;
    const fits = beside >= GAP && beside + width + GAP <= innerWidth;
    const isBelow = plot.bottom + height + GAP <= innerHeight;
    const top = fits ? plot.top + layout.box.top : isBelow ? plot.bottom : plot.top - height;
    style.left = `${Math.max(GAP, Math.min(beside, innerWidth - width - GAP))}px`;
    style.top = `${Math.max(GAP, Math.min(top, innerHeight - height - GAP))}px`;
  }
}

function isInside(pixel: number, { layout: { box } }: Drawn): boolean {
  return pixel >= box.left - 1 && pixel <= box.right + 1;
}

/** Returns rows with the curves' values in descending order, which is the vertical order of the curves. */
function rowsOf({ curves, y }: PlotContent, at: number, most: number): HTMLElement[] {
  const read = curves
    .filter(({ style }) => style !== 'raw')
    .map(curve => ({ curve, value: curve.data.at(at) }))
    .filter(({ value }) => !Number.isNaN(value))
    .sort((a, b) => b.value - a.value);
  const rows = read.slice(0, most).map(({ curve, value }) => rowOf(curve, textOf(curve, value, at, y.exact)));
  return read.length > most ? [...rows, element('div', 'secondary', `+ ${read.length - most}`)] : rows;
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

/** Returns the labels of the events within a few pixels of the cursor. */
function marksNear({ content, layout }: Drawn, at: number, pixel: number): HTMLElement[] {
  const distance = Math.abs(layout.x.value(pixel + 6) - at);
  return content.marks
    .filter(({ x }) => Math.abs(x - at) <= distance)
    .map(({ label, pen }) => {
      const text = element('span', 'readout-name');
      setText(text, label);
      return element('div', 'readout-row', swatch(pen), text);
    });
}
