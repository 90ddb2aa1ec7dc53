import type { MapPlace } from '../../src/charts/vectors/mapView';

/** Factor of one zoom step. */
export const ZOOM = 1.25;
/** Distance in pixels that the pointer must move before a drag begins to pan. */
const STILL = 3;

interface PointerActions {
  readonly pan: (right: number, down: number) => void;
  readonly zoomBy: (factor: number, place: MapPlace) => void;
  readonly reset: () => void;
  readonly choose: (place: MapPlace) => void;
  readonly read: (place: MapPlace | undefined) => void;
  /** Returns whether a drag that begins with this event outlines points, instead of panning. */
  readonly outlines: (event: PointerEvent) => boolean;
  /** Called with the corners of the outline while it grows, and once when it is done. */
  readonly outline: (points: readonly number[], isDone: boolean) => void;
}

/** Calls the actions for what the user does on a canvas with the mouse, a finger or a pen. */
export function handlePointer(canvas: HTMLCanvasElement, actions: PointerActions): void {
  let drag: { last: MapPlace; moved: number; outline?: number[] } | undefined;
  const placeOf = (event: MouseEvent): MapPlace => {
    const { left, top } = canvas.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  canvas.addEventListener('pointerdown', event => {
    if (event.button > 1) return;
    const last = placeOf(event);
    drag = { last, moved: 0, ...(actions.outlines(event) && { outline: [last.x, last.y] }) };
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener('pointermove', event => {
    const place = placeOf(event);
    if (!drag) {
      actions.read(place);
      return;
    }
    const [right, down] = [place.x - drag.last.x, place.y - drag.last.y];
    drag.last = place;
    drag.moved += Math.hypot(right, down);
    drag.outline?.push(place.x, place.y);
    if (drag.outline) actions.outline(drag.outline, false);
    else if (drag.moved > STILL) actions.pan(right, down);
  });
  canvas.addEventListener('pointerup', event => {
    if (drag && drag.moved <= STILL) actions.choose(placeOf(event));
    else if (drag?.outline) actions.outline(drag.outline, true);
    drag = undefined;
  });
  canvas.addEventListener('pointercancel', () => {
    drag = undefined;
  });
  canvas.addEventListener('pointerleave', () => actions.read(undefined));
  canvas.addEventListener('dblclick', () => actions.reset());
  canvas.addEventListener(
    'wheel',
    event => {
      if (!(event.ctrlKey || event.metaKey)) return; // the browser scrolls the page
      event.preventDefault();
      actions.zoomBy(event.deltaY > 0 ? 1 / ZOOM : ZOOM, placeOf(event));
    },
    { passive: false },
  );
}
