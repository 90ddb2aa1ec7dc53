import type { PlotContent } from '../../src/charts/plot/content';
import type { Layout } from '../../src/charts/plot/layout';
import type { Range } from '../../src/charts/plot/scale';
import { Observable } from '../observable';

/** A plot as the readout uses it. */
export interface Reader {
  readonly box: HTMLElement;
  /** Whether the plot is on the screen. */
  readonly isVisible: boolean;
  /** The plot's content and layout as drawn. Undefined before the first drawing. */
  readonly drawn: { readonly content: PlotContent; readonly layout: Layout } | undefined;
}

/**
 * The visible ranges that the user chose. `zoom` is the range of the x axis, which all plots share. `up`
 * contains the range of the y axis for each plot, by the plot's key.
 */
export interface Zooms {
  readonly zoom?: Range | undefined;
  readonly up: Readonly<Record<string, Range>>;
}

/** The zoom and the cursor that all plots with the same x axis share. */
export class SharedAxis {
  /** The visible range of x. Undefined if the whole range is visible. */
  readonly zoom = new Observable<Range | undefined>(undefined);
  /** The x value at which the readout shows the curves' values. Undefined if there is no cursor. */
  readonly cursor = new Observable<number | undefined>(undefined);
  /** All plots with this x axis. */
  readonly readers = new Set<Reader>();
  /** The plot on which the cursor was moved last. */
  source: Reader | undefined;
  private readonly ups = new Map<string, Observable<Range | undefined>>();
  private readonly zoomed: (() => void)[] = [];
  private readonly drawn: (() => void)[] = [];

  constructor() {
    this.zoom.onChange(() => callAll(this.zoomed));
  }

  /**
   * Returns the observable visible range of a plot's y axis. Its value is undefined for the automatic range.
   */
  up(key: string): Observable<Range | undefined> {
    const known = this.ups.get(key);
    if (known) return known;
    const made = new Observable<Range | undefined>(undefined);
    made.onChange(() => callAll(this.zoomed));
    this.ups.set(key, made);
    return made;
  }

  /** Moves the cursor to x = `at` on the plot `source`. Removes the cursor if `at` is undefined. */
  read(at: number | undefined, source: Reader): void {
    this.source = source;
    this.cursor.value = at;
  }

  get zooms(): Zooms {
    const up = [...this.ups].flatMap(([key, { value }]) => (value ? [[key, value] as const] : []));
    return { zoom: this.zoom.value, up: Object.fromEntries(up) };
  }

  set zooms({ zoom, up }: Zooms) {
    for (const key of Object.keys(up)) this.up(key);
    for (const [key, range] of this.ups) range.value = up[key];
    this.zoom.value = zoom;
  }

  onZoom(listener: () => void): void {
    this.zoomed.push(listener);
  }

  /** Adds a listener that is called whenever the plot with the cursor is redrawn. */
  onDraw(listener: () => void): void {
    this.drawn.push(listener);
  }

  /** Reports that a plot was redrawn. */
  drew(plot: Reader): void {
    if (plot === this.source) callAll(this.drawn);
  }
}

function callAll(listeners: readonly (() => void)[]): void {
  for (const listener of listeners) listener();
}
