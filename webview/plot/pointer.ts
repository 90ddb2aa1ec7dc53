import type { Curve } from '../../src/charts/plot/content';
import type { Layout } from '../../src/charts/plot/layout';
import { element } from '../dom';
import { type Place, type Selected, selectedBy } from './drag';
import { panned, pannedUp, zoomed, zoomedUp } from './navigate';
import type { Plot } from './plot';

/** Maximum distance in pixels between a click and the curve that it picks. */
const MAX_DISTANCE = 14;

interface Drag {
  readonly from: Place;
  readonly pans: boolean;
  last: Place;
}

/**
 * Handles the mouse on a plot. Dragging zooms x, y or both, or pans with Shift. Ctrl+wheel zooms x around the
 * pointer or, over the numbers of the y axis, zooms y. A double-click resets the zoom. A click on a curve
 * picks the curve.
 */
export function handlePointer(plot: Plot): void {
  const { canvas, box, options } = plot;
  const { across, up } = options;
  const { zoom } = across;
  const selected = element('div', 'selected');
  selected.hidden = true;
  box.append(selected);
  let drag: Drag | undefined;

  const placeOf = (event: MouseEvent): Place => {
    const { left, top } = canvas.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };

  canvas.addEventListener('pointerdown', event => {
    if (event.button > 1) return;
    const place = placeOf(event);
    drag = { from: place, last: place, pans: event.shiftKey || event.button === 1 };
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener('pointermove', event => {
    const { layout } = plot.drawn ?? {};
    if (!layout) return;
    const place = placeOf(event);
    const { left, right } = layout.box;
    across.read(layout.x.value(Math.min(right, Math.max(left, place.x))), plot);
    if (!drag) return;
    if (drag.pans) {
      zoom.value = panned(plot, drag.last.x - place.x);
      up.value = pannedUp(plot, place.y - drag.last.y);
    } else showSelected(selected, selectedBy(drag.from, place, layout), layout);
    drag.last = place;
  });
  canvas.addEventListener('pointerup', event => {
    const { layout } = plot.drawn ?? {};
    selected.hidden = true;
    if (drag && !drag.pans && layout) {
      const found = selectedBy(drag.from, placeOf(event), layout);
      if (found?.x) zoom.value = { min: layout.x.value(found.x.min), max: layout.x.value(found.x.max) };
      if (found?.y) up.value = { min: layout.y.value(found.y.max), max: layout.y.value(found.y.min) };
      if (!found) options.picked?.(curveAt(plot, placeOf(event)));
    }
    drag = undefined;
  });
  canvas.addEventListener('pointercancel', () => {
    drag = undefined;
    selected.hidden = true;
  });
  canvas.addEventListener('pointerleave', () => {
    across.read(undefined, plot);
  });
  canvas.addEventListener('dblclick', () => {
    zoom.value = undefined;
    up.value = undefined;
  });
  canvas.addEventListener(
    'wheel',
    event => {
      const { layout } = plot.drawn ?? {};
      // Ignores the wheel without Ctrl or Cmd, so that the browser scrolls the page.
      if (!(event.ctrlKey || event.metaKey) || !layout) return;
      event.preventDefault();
      const place = placeOf(event);
      const factor = event.deltaY > 0 ? 1.25 : 0.8;
      if (place.x < layout.box.left) up.value = zoomedUp(plot, layout.y.value(place.y), factor);
      else zoom.value = zoomed(plot, layout.x.value(place.x), factor);
    },
    { passive: false },
  );
}

function showSelected(box: HTMLElement, selected: Selected | undefined, { box: plot }: Layout): void {
  box.hidden = !selected;
  if (!selected) return;
  const x = selected.x ?? { min: plot.left, max: plot.right };
  const y = selected.y ?? { min: plot.top, max: plot.bottom };
  Object.assign(box.style, {
    left: `${x.min}px`,
    width: `${x.max - x.min}px`,
    top: `${y.min}px`,
    height: `${y.max - y.min}px`,
  });
}

/** Returns the curve nearest to a position. Undefined if no curve is within `MAX_DISTANCE`. */
function curveAt({ drawn }: Plot, place: Place): Curve | undefined {
  if (!drawn) return undefined;
  const { content, layout } = drawn;
  const at = layout.x.value(place.x);
  const distances = content.curves
    .filter(({ style }) => style !== 'raw')
    .map(curve => ({ curve, distance: Math.abs(layout.y.pixel(curve.data.at(at)) - place.y) }))
    .filter(({ distance }) => distance <= MAX_DISTANCE)
    .sort((a, b) => a.distance - b.distance);
  return distances[0]?.curve;
}
