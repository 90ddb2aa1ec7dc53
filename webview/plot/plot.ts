import { element } from '../dom';
import type { Observable } from '../observable';
import { paint } from './canvas';
import type { Curve, PlotContent } from './content';
import { draw } from './drawing';
import { extentOf, type Layout, layOut } from './layout';
import { measureIn } from './measure';
import { Readout } from './readout';
import { readTheme } from './readTheme';
import type { Range } from './scale';
import type { PlotTheme } from './theme';

/** What several plots over the same x axis share. */
export interface Across {
  /** The part of the x axis in sight; undefined is all of it. */
  readonly zoom: Observable<Range | undefined>;
  /** Where values are read, along x. */
  readonly cursor: Observable<number | undefined>;
}

export interface PlotOptions {
  /** Pixels. */
  readonly height: number;
  readonly across: Across;
  /** A curve was clicked, or none. */
  readonly picked?: (curve: Curve | undefined) => void;
}

/** A plot in the page, which follows its zoom and its cursor; `handlePointer` and `handleKeys` move these. */
export class Plot {
  readonly box = element('div', 'plot-box');
  readonly canvas = element('canvas');
  private readonly context = this.canvas.getContext('2d');
  private readonly readout = new Readout();
  private theme: PlotTheme = readTheme();
  private content: PlotContent | undefined;
  private current: Layout | undefined;
  private frame = 0;
  private isInSight = false;

  constructor(readonly options: PlotOptions) {
    const { canvas, box, readout } = this;
    const { zoom, cursor } = options.across;
    canvas.tabIndex = 0;
    canvas.setAttribute('role', 'img');
    box.style.height = `${options.height}px`;
    box.append(canvas, ...readout.parts);
    zoom.onChange(() => this.redraw());
    cursor.onChange(() => this.read());
    new ResizeObserver(() => this.redraw()).observe(box);
    new IntersectionObserver(([entry]) => {
      this.isInSight = entry.isIntersecting;
      this.redraw();
    }).observe(box);
  }

  show(content: PlotContent): void {
    this.content = content;
    this.canvas.setAttribute('aria-label', summaryOf(content));
    this.redraw();
  }

  /** The theme changed. */
  recolor(theme: PlotTheme): void {
    this.theme = theme;
    this.redraw();
  }

  /** What is drawn and where, once something is. */
  get drawn(): { readonly content: PlotContent; readonly layout: Layout } | undefined {
    return this.content && this.current && { content: this.content, layout: this.current };
  }

  /** Of a text in the plot. */
  get measure(): (text: string) => number {
    return measureIn(this.context, this.theme);
  }

  /** All of the x axis, whatever part is in sight. */
  get extent(): Range | undefined {
    return this.content && extentOf(this.content);
  }

  /** Once a frame, however often it is asked; a plot that nobody sees waits until somebody does. */
  private redraw(): void {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      if (this.isInSight) this.paint();
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
    this.current = layOut(content, { width, height }, this.options.across.zoom.value, this.measure);
    paint(context, { width, height, font: theme.font, layers: draw(content, this.current, theme) }, ratio);
    this.read();
  }

  private read(): void {
    const { drawn, options } = this;
    if (drawn) this.readout.show(options.across.cursor.value, drawn.content, drawn.layout);
  }
}

/** What a plot says to whoever cannot see it. */
function summaryOf({ title, curves, y }: PlotContent): string {
  const words = curves
    .filter(({ style }) => style !== 'raw')
    .map(({ label, data, gist }) => `${label} ${gist ?? y.exact(data.at(Number.POSITIVE_INFINITY))}`);
  return `${title}: ${words.join(', ')}`;
}
