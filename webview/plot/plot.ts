import type { Curve, PlotContent } from '../../src/charts/plot/content';
import { draw } from '../../src/charts/plot/drawing';
import { computeLayout, extentOf, type Layout, type PlotView } from '../../src/charts/plot/layout';
import type { Range } from '../../src/charts/plot/scale';
import type { PlotTheme } from '../../src/charts/plot/theme';
import { element } from '../dom';
import type { Observable } from '../observable';
import { paint } from './canvas';
import { measureIn } from './measure';
import { PlotReadout } from './readout';
import { readTheme } from './readTheme';

/** State shared by plots with the same x axis. */
export interface Across {
  /** The visible range of x; undefined for all of it. */
  readonly zoom: Observable<Range | undefined>;
  /** The x at which values are read out. */
  readonly cursor: Observable<number | undefined>;
}

/** The options of a plot in the page. */
export interface PlotOptions {
  /** Height in pixels. */
  readonly height: number;
  readonly across: Across;
  /** Whether outliers are shown as well. */
  readonly showsAll?: () => boolean;
  /** Called when a curve, or no curve, was clicked. */
  readonly picked?: (curve: Curve | undefined) => void;
}

/**
 * A plot in the page, which redraws when zoom or cursor change. `handlePointer` and `handleKeys` change
 * these.
 */
export class Plot {
  readonly box = element('div', 'plot-box');
  readonly canvas = element('canvas');
  private readonly context = this.canvas.getContext('2d');
  private readonly readout = new PlotReadout();
  private theme: PlotTheme = readTheme();
  private content: PlotContent | undefined;
  private current: Layout | undefined;
  private frame = 0;
  private isVisible = false;

  constructor(readonly options: PlotOptions) {
    const { canvas, box, readout } = this;
    const { zoom, cursor } = options.across;
    canvas.tabIndex = 0;
    canvas.setAttribute('role', 'img');
    box.style.setProperty('--height', `${options.height}px`);
    box.append(canvas, ...readout.parts);
    zoom.onChange(() => this.redraw());
    cursor.onChange(() => this.read());
    new ResizeObserver(() => this.redraw()).observe(box);
    new IntersectionObserver(([entry]) => {
      this.isVisible = entry.isIntersecting;
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

  /** The part of the plot that is shown. */
  get view(): PlotView {
    return { x: this.options.across.zoom.value, all: this.options.showsAll?.() ?? false };
  }

  /** The whole range of the x axis. */
  get extent(): Range | undefined {
    return this.content && extentOf(this.content);
  }

  /** Draws at most once per frame. A plot that is not visible is drawn when it becomes visible. */
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
    this.read();
  }

  private read(): void {
    const { drawn, options } = this;
    if (drawn) this.readout.show(options.across.cursor.value, drawn.content, drawn.layout);
  }
}

/** The description of a plot for screen readers. */
function summaryOf({ title, curves, y }: PlotContent): string {
  const words = curves
    .filter(({ style }) => style !== 'raw')
    .map(({ label, data, gist }) => `${label} ${gist ?? y.exact(data.at(Number.POSITIVE_INFINITY))}`);
  return `${title}: ${words.join(', ')}`;
}
