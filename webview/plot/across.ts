import type { PlotContent } from '../../src/charts/plot/content';
import type { Layout } from '../../src/charts/plot/layout';
import type { Range } from '../../src/charts/plot/scale';
import { Observable } from '../observable';

/** A plot as the readout sees it. */
export interface Reader {
  readonly box: HTMLElement;
  /** Whether it is on the screen. */
  readonly isVisible: boolean;
  /** The content and layout that are drawn; undefined before the first drawing. */
  readonly drawn: { readonly content: PlotContent; readonly layout: Layout } | undefined;
}

/** The visible ranges that the user chose: of x, which plots share, and of y, by the plot's key. */
export interface Zooms {
  readonly zoom?: Range | undefined;
  readonly up: Readonly<Record<string, Range>>;
}

/** State shared by plots with the same x axis. */
export class Across {
  /** The visible range of x; undefined for all of it. */
  readonly zoom = new Observable<Range | undefined>(undefined);
  /** The x at which values are read out. */
  readonly cursor = new Observable<number | undefined>(undefined);
  /** All plots over this axis. */
  readonly readers = new Set<Reader>();
  /** The plot that has the pointer or the focus. */
  source: Reader | undefined;
  private readonly ups = new Map<string, Observable<Range | undefined>>();
  private readonly zoomed: (() => void)[] = [];
  private readonly drawn: (() => void)[] = [];

  constructor() {
    this.zoom.onChange(() => callAll(this.zoomed));
  }

  /** The visible range of a plot's y axis; undefined for the automatic one. */
  up(key: string): Observable<Range | undefined> {
    const known = this.ups.get(key);
    if (known) return known;
    const made = new Observable<Range | undefined>(undefined);
    made.onChange(() => callAll(this.zoomed));
    this.ups.set(key, made);
    return made;
  }

  /** Moves the cursor on a plot; undefined removes it. */
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

  /** Calls the listener whenever the plot under the cursor is redrawn. */
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
