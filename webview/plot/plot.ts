import type { Curve, PlotContent } from '../../src/charts/plot/content';
import { draw } from '../../src/charts/plot/drawing';
import { computeLayout, extentOf, type Layout, type PlotView } from '../../src/charts/plot/layout';
import type { Range } from '../../src/charts/plot/scale';
import type { PlotTheme } from '../../src/charts/plot/theme';
import { element } from '../dom';
import type { Observable } from '../observable';
import { paint } from './canvas';
import { measureIn } from './measure';
import { readTheme } from './readTheme';
import type { Reader, SharedAxis } from './sharedAxis';

/** The options of a plot in the page. */
export interface PlotOptions {
  /** Height in pixels. */
  readonly height: number;
  readonly across: SharedAxis;
  /** The visible range of y that the user chose. Its value is undefined if the automatic range is visible. */
  readonly up: Observable<Range | undefined>;
  /** Returns whether the automatic range of y includes outliers. */
  readonly showsAll?: () => boolean;
  /** Called after a click, with the clicked curve. Undefined if no curve was near. */
  readonly picked?: (curve: Curve | undefined) => void;
}

/**
 * A plot in the page. Redraws itself when the zoom changes, and moves its cursor line when the cursor
 * changes. `handlePointer` and `handleKeys` change both.
 */
export class Plot implements Reader {
  readonly box = element('div', 'plot-box');
  readonly canvas = element('canvas');
  isVisible = false;
  private readonly context = this.canvas.getContext('2d');
  private readonly line = element('div', 'cursor-line');
  private theme: PlotTheme = readTheme();
  private content: PlotContent | undefined;
  private current: Layout | undefined;
  private frame = 0;

  constructor(readonly options: PlotOptions) {
    const { canvas, box, line } = this;
    const { zoom, cursor, readers } = options.across;
    canvas.tabIndex = 0;
    canvas.setAttribute('role', 'img');
    box.style.setProperty('--height', `${options.height}px`);
    box.append(canvas, line);
    readers.add(this);
    for (const range of [zoom, options.up]) range.onChange(() => this.redraw());
    cursor.onChange(() => this.showCursor());
    new ResizeObserver(() => this.redraw()).observe(box);
    new IntersectionObserver(entries => {
      // A busy page reports several changes at once. The last one is the current state.
      this.isVisible = entries.at(-1)?.isIntersecting ?? false;
      this.redraw();
    }).observe(box);
  }

  show(content: PlotContent): void {
    this.content = content;
    this.canvas.setAttribute('aria-label', summaryOf(content));
    this.redraw();
  }

  /** Redraws the plot with a new theme. */
  recolor(theme: PlotTheme): void {
    this.theme = theme;
    this.redraw();
  }

  /** The current content and layout. Undefined before the first drawing. */
  get drawn(): { readonly content: PlotContent; readonly layout: Layout } | undefined {
    return this.content && this.current && { content: this.content, layout: this.current };
  }

  /** Measures the width of a text in the plot, in pixels. */
  get measure(): (text: string) => number {
    return measureIn(this.context, this.theme);
  }

  /** The visible part of the plot. */
  get view(): PlotView {
    const { across, up } = this.options;
    return { x: across.zoom.value, y: up.value, all: this.options.showsAll?.() ?? false };
  }

  /**
   * The range of y that is chosen automatically for the visible part of x. Undefined until the plot has
   * content.
   */
  get automaticUp(): Range | undefined {
    const { clientWidth: width, clientHeight: height } = this.box;
    const view = { ...this.view, y: undefined };
    return this.content && computeLayout(this.content, { width, height }, view, this.measure).y.range;
  }

  /** The whole range of the x axis. Undefined until the plot has content. */
  get extent(): Range | undefined {
    return this.content && extentOf(this.content);
  }

  /**
   * Schedules a drawing, at most one per animation frame. If the plot is not on the screen, it is drawn when
   * it becomes visible.
   */
  private redraw(): void {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      if (this.isVisible) this.paint();
    });
  }

  private paint(): void {
    const { content, context, canvas, box, theme } = this;
    const { clientWidth: width, clientHeight: height } = box;
    if (!content || !context || width === 0) return;
    const ratio = devicePixelRatio;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    this.current = computeLayout(content, { width, height }, this.view, this.measure);
    paint(context, { width, height, font: theme.font, layers: draw(content, this.current, theme) }, ratio);
    this.showCursor();
    this.options.across.drew(this);
  }

  private showCursor(): void {
    const { line, current, options } = this;
    const { value } = options.across.cursor;
    if (!current) return;
    const { x, box } = current;
    const pixel = value === undefined ? Number.NaN : x.pixel(value);
    line.hidden = !(pixel >= box.left - 1 && pixel <= box.right + 1);
    if (line.hidden) return;
    Object.assign(line.style, {
      left: `${pixel}px`,
      top: `${box.top}px`,
      height: `${box.bottom - box.top}px`,
    });
  }
}

/** Returns the description of a plot for screen readers. */
function summaryOf({ title, curves, y }: PlotContent): string {
  const words = curves
    .filter(({ style }) => style !== 'raw')
    .map(({ label, data, summary }) => `${label} ${summary ?? y.exact(data.at(Number.POSITIVE_INFINITY))}`);
  return `${title}: ${words.join(', ')}`;
}
