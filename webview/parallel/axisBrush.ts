import type { Brush } from '../../src/charts/comparison/brush';
import type { ParallelAxis } from '../../src/charts/parallel/axis';
import { element } from '../dom';

/**
 * The brush to show on an axis, its names and position, and a function that is called when the user changes
 * it.
 */
export interface AxisBrushOptions {
  readonly brush: Brush | undefined;
  readonly names: { readonly axis: string; readonly low: string; readonly high: string };
  /** The position of the axis in pixels: `x` from the left, `bottom` and `top` from the top of the plot. */
  readonly x: number;
  readonly bottom: number;
  readonly top: number;
  /** Called with the new brush. Undefined if the user selected the whole axis. */
  readonly change: (brush: Brush | undefined) => void;
}

/** Number of steps by which Page Up and Page Down move an end of the brush. */
const PAGE_STEPS = 5;
/** A drag shorter than this, in pixels, is a click. */
const MIN_DRAG = 4;

/**
 * Lets the user brush an axis: dragging along it selects a range, a click resets it, and the arrow keys move
 * its two ends.
 */
export class AxisBrush {
  private readonly range = element('div', 'brush-range');
  private readonly ends = { low: handle('low'), high: handle('high') };
  readonly box = element('div', 'axis-brush', this.range, this.ends.high, this.ends.low);
  private axis: ParallelAxis | undefined;
  private options: AxisBrushOptions | undefined;
  private places = { low: 0, high: 1 };

  constructor() {
    this.box.setAttribute('role', 'group');
    this.handlePointer();
    for (const end of ['low', 'high'] as const)
      this.ends[end].addEventListener('keydown', event => this.handleKey(event, end));
  }

  show(axis: ParallelAxis, options: AxisBrushOptions): void {
    const { brush, names, x, top, bottom } = options;
    this.axis = axis;
    this.options = options;
    const [low, high] = [brush && axis.placeOf(brush.low), brush && axis.placeOf(brush.high)];
    this.places = { low: known(low, 0), high: known(high, 1) };
    Object.assign(this.box.style, { left: `${x}px`, top: `${top}px`, height: `${bottom - top}px` });
    this.box.setAttribute('aria-label', names.axis);
    this.range.hidden = brush === undefined;
    this.draw(this.places.low, this.places.high);
    for (const end of ['low', 'high'] as const) {
      const slider = this.ends[end];
      slider.setAttribute('aria-label', names[end]);
      slider.setAttribute('aria-valuenow', String(Math.round(100 * this.places[end])));
      slider.setAttribute('aria-valuetext', axis.textAt(this.places[end]));
    }
  }

  private draw(low: number, high: number): void {
    const percent = (place: number) => `${100 * (1 - Math.min(1, Math.max(0, place)))}%`;
    this.ends.low.style.top = percent(low);
    this.ends.high.style.top = percent(high);
    this.range.style.top = percent(high);
    this.range.style.bottom = `${100 * Math.max(0, low)}%`;
  }

  private handleKey(event: KeyboardEvent, end: 'low' | 'high'): void {
    const { axis, places } = this;
    if (!axis || event.ctrlKey || event.metaKey || event.altKey) return;
    const steps: Readonly<Record<string, number>> = {
      ArrowUp: 1,
      ArrowRight: 1,
      ArrowDown: -1,
      ArrowLeft: -1,
      PageUp: PAGE_STEPS,
      PageDown: -PAGE_STEPS,
      Home: Number.NEGATIVE_INFINITY,
      End: Number.POSITIVE_INFINITY,
    };
    const isReset = event.key === 'Escape' || event.key === 'Delete';
    if (!isReset && !(event.key in steps)) return;
    event.preventDefault();
    if (isReset) {
      this.options?.change(undefined);
      return;
    }
    const to = places[end] + steps[event.key] * axis.step;
    if (end === 'low') this.choose(Math.min(to, places.high), places.high);
    else this.choose(places.low, Math.max(to, places.low));
  }

  private handlePointer(): void {
    const { box } = this;
    let from: number | undefined;
    const placeAt = (event: PointerEvent) => {
      const { top, height } = box.getBoundingClientRect();
      return 1 - Math.min(1, Math.max(0, (event.clientY - top) / height));
    };
    box.addEventListener('pointerdown', event => {
      if (event.button !== 0) return;
      from = placeAt(event);
      box.setPointerCapture(event.pointerId);
    });
    box.addEventListener('pointermove', event => {
      if (from === undefined) return;
      const to = placeAt(event);
      this.range.hidden = false;
      this.draw(Math.min(from, to), Math.max(from, to));
    });
    box.addEventListener('pointerup', event => {
      if (from === undefined) return;
      const to = placeAt(event);
      if (Math.abs(to - from) * box.clientHeight < MIN_DRAG) this.options?.change(undefined);
      else this.choose(Math.min(from, to), Math.max(from, to));
      from = undefined;
    });
    box.addEventListener('pointercancel', () => {
      from = undefined;
      this.draw(this.places.low, this.places.high);
    });
  }

  private choose(low: number, high: number): void {
    const { axis, options } = this;
    if (low <= 0 && high >= 1) options?.change(undefined);
    else if (axis) options?.change(axis.between(Math.max(0, low), Math.min(1, high)));
  }
}

const known = (place: number | undefined, otherwise: number) =>
  place === undefined || Number.isNaN(place) ? otherwise : place;

function handle(end: 'low' | 'high'): HTMLElement {
  const slider = element('div', `brush-end ${end}`);
  slider.tabIndex = 0;
  slider.setAttribute('role', 'slider');
  slider.setAttribute('aria-orientation', 'vertical');
  slider.setAttribute('aria-valuemin', '0');
  slider.setAttribute('aria-valuemax', '100');
  return slider;
}
