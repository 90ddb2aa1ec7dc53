import type { Size } from '../../src/charts/plot/layout';
import { type MapView, shiftOf } from '../../src/charts/vectors/mapView';

/** Width of the part of a picture beyond each edge of the visible part, as a share of the visible part's size. */
const MARGIN = 0.25;
/** Share of the margin by which a picture may be moved before the next one is painted. */
const FAR = 0.4;
/** Milliseconds of a frame in which the next picture is painted. */
const SLICE = 3;

/** A visible part of a map. */
export interface Visible {
  readonly view: MapView;
  readonly size: Size;
  /** Pixels of the screen per CSS pixel. */
  readonly ratio: number;
}

interface Picture {
  readonly canvas: HTMLCanvasElement;
  readonly view: MapView;
  /** Paints a little at each step. */
  readonly steps: Iterator<void>;
}

/** Paints a part of a map on an empty canvas, a little at each step. `size`: that of the canvas, in CSS pixels. */
export type PaintMap = (
  context: CanvasRenderingContext2D,
  part: { readonly view: MapView; readonly size: Size; readonly seen: number },
) => Iterator<void>;

/**
 * Draws the visible part of a map. Paints a picture that is larger than this part, so that panning only moves the
 * picture. When it has moved far, paints the next picture, a slice in each frame.
 */
export class MapPicture {
  private shown: Picture | undefined;
  private next: Picture | undefined;

  constructor(private readonly paint: PaintMap) {}

  /** Must be called when anything but the view has changed: the next `draw` then paints the map again. */
  forget(): void {
    this.shown = undefined;
    this.next = undefined;
  }

  /**
   * Draws the visible part on an empty canvas. Returns whether to call it in the next frame as well, to paint the
   * next picture.
   */
  draw(context: CanvasRenderingContext2D, visible: Visible): boolean {
    if (!isWithin(this.shown, visible, 1)) {
      this.shown = isWithin(this.next, visible, 1) ? this.next : this.begin(visible);
      this.next = undefined;
      paintFor(this.shown, Number.POSITIVE_INFINITY);
    } else if (!this.next && !isWithin(this.shown, visible, FAR)) this.next = this.begin(visible);
    if (this.shown) place(context, this.shown, visible);
    if (this.next && paintFor(this.next, SLICE)) {
      this.shown = this.next;
      this.next = undefined;
    }
    return this.next !== undefined;
  }

  private begin({ view, size: seen, ratio }: Visible): Picture | undefined {
    const size = { width: (1 + 2 * MARGIN) * seen.width, height: (1 + 2 * MARGIN) * seen.height };
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(size.width * ratio);
    canvas.height = Math.round(size.height * ratio);
    const context = canvas.getContext('2d');
    if (!context) return undefined;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    return { canvas, view, steps: this.paint(context, { view, size, seen: seen.width }) };
  }
}

/** Returns whether a picture contains the visible part, moved by at most this share of the margin. */
function isWithin(picture: Picture | undefined, { view, size }: Visible, share: number): boolean {
  if (picture?.view.scale !== view.scale) return false;
  const { x, y } = shiftOf(view, picture.view);
  return Math.abs(x) <= share * MARGIN * size.width && Math.abs(y) <= share * MARGIN * size.height;
}

/** Paints for this number of milliseconds. Returns whether the picture is complete. */
function paintFor(picture: Picture | undefined, milliseconds: number): boolean {
  const end = performance.now() + milliseconds;
  while (!picture?.steps.next().done) if (performance.now() > end) return false;
  return true;
}

/** Copies the visible part of a picture, by whole pixels of the screen, so that texts stay sharp. */
function place(context: CanvasRenderingContext2D, { canvas, view }: Picture, visible: Visible): void {
  const { x, y } = shiftOf(visible.view, view);
  const { width, height } = context.canvas;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.drawImage(
    canvas,
    Math.round((width - canvas.width) / 2 - x * visible.ratio),
    Math.round((height - canvas.height) / 2 - y * visible.ratio),
  );
}
