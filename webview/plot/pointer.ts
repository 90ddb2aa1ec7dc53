import type { Curve } from '../../src/charts/plot/content';
import type { Layout } from '../../src/charts/plot/layout';
import { element } from '../dom';
import { panned, zoomed } from './navigate';
import type { Plot } from './plot';

/** A drag shorter than this, in pixels, is a click. */
const MIN_DRAG = 4;
/** Maximum distance of a click from a curve, in pixels. */
const MAX_DISTANCE = 14;

interface Drag {
  readonly from: number;
  readonly pans: boolean;
  last: number;
}

/**
 * Handles the mouse on a plot. Drag zooms to a range, Shift+drag pans, Ctrl+wheel zooms around the pointer. A
 * double-click resets the zoom; a click on a curve picks it.
 */
export function handlePointer(plot: Plot): void {
  const { canvas, box, options } = plot;
  const { zoom, cursor } = options.across;
  const selected = element('div', 'selected');
  selected.hidden = true;
  box.append(selected);
  let drag: Drag | undefined;

  const place = (event: MouseEvent) => event.clientX - canvas.getBoundingClientRect().left;
  const valueAt = (pixel: number) => plot.drawn?.layout.x.value(clamped(pixel, plot.drawn.layout));

  canvas.addEventListener('pointerdown', event => {
    if (event.button > 1) return;
    drag = { from: place(event), last: place(event), pans: event.shiftKey || event.button === 1 };
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener('pointermove', event => {
    const at = place(event);
    cursor.value = valueAt(at);
    if (!drag || !plot.drawn) return;
    if (drag.pans) zoom.value = panned(plot, drag.last - at);
    else if (Math.abs(at - drag.from) >= MIN_DRAG) showSelected(selected, drag.from, at, plot.drawn.layout);
    drag.last = at;
  });
  canvas.addEventListener('pointerup', event => {
    const at = place(event);
    selected.hidden = true;
    if (drag && !drag.pans) {
      const ends = [valueAt(drag.from), valueAt(at)];
      if (Math.abs(at - drag.from) >= MIN_DRAG) zoom.value = rangeOf(ends) ?? zoom.value;
      else options.picked?.(curveAt(plot, at, event.clientY - canvas.getBoundingClientRect().top));
    }
    drag = undefined;
  });
  canvas.addEventListener('pointercancel', () => {
    drag = undefined;
    selected.hidden = true;
  });
  canvas.addEventListener('pointerleave', () => {
    cursor.value = undefined;
  });
  canvas.addEventListener('dblclick', () => {
    zoom.value = undefined;
  });
  canvas.addEventListener(
    'wheel',
    event => {
      const middle = valueAt(place(event));
      if (!(event.ctrlKey || event.metaKey) || middle === undefined) return; // otherwise the page scrolls
      event.preventDefault();
      zoom.value = zoomed(plot, middle, event.deltaY > 0 ? 1.25 : 0.8);
    },
    { passive: false },
  );
}

function rangeOf([a, b]: readonly (number | undefined)[]) {
  return a === undefined || b === undefined ? undefined : { min: Math.min(a, b), max: Math.max(a, b) };
}

function clamped(pixel: number, { box }: Layout): number {
  return Math.min(box.right, Math.max(box.left, pixel));
}

function showSelected(selected: HTMLElement, from: number, to: number, layout: Layout): void {
  const [left, right] = [from, to].map(pixel => clamped(pixel, layout)).sort((a, b) => a - b);
  const { top, bottom } = layout.box;
  selected.hidden = false;
  Object.assign(selected.style, {
    left: `${left}px`,
    width: `${right - left}px`,
    top: `${top}px`,
    height: `${bottom - top}px`,
  });
}

/** The curve nearest to a point, if it is close enough. */
function curveAt({ drawn }: Plot, across: number, up: number): Curve | undefined {
  if (!drawn) return undefined;
  const { content, layout } = drawn;
  const at = layout.x.value(across);
  const distances = content.curves
    .filter(({ style }) => style !== 'raw')
    .map(curve => ({ curve, distance: Math.abs(layout.y.pixel(curve.data.at(at)) - up) }))
    .filter(({ distance }) => distance <= MAX_DISTANCE)
    .sort((a, b) => a.distance - b.distance);
  return distances[0]?.curve;
}
