import { panned, pannedUp, zoomed, zoomedUp } from './navigate';
import type { Plot } from './plot';

/**
 * CURSOR_STEP: share of the plot's width by which one key press moves the cursor. PAN_STEP: share of the
 * plot's width by which one key press pans.
 */
const CURSOR_STEP = 0.02;
const PAN_STEP = 0.1;
const ZOOM_STEP = 0.7;

/** Handles a key. Returns false if the key had no effect. The browser then handles the key. */
type Action = (isShifted: boolean) => boolean;

/**
 * Handles the keys of a plot. Left and Right move the cursor, or pan along x with Shift. + and - zoom x
 * around the cursor. Up and Down pan along y, or zoom y with Shift. 0 or Escape resets the zoom. Home and End
 * move the cursor to the ends of the x axis.
 */
export function handleKeys(plot: Plot): void {
  const { canvas, options } = plot;
  const { across, up } = options;
  const { zoom, cursor } = across;

  const move = (share: number) => {
    const { layout } = plot.drawn ?? {};
    if (!layout) return false;
    const { box, x } = layout;
    const at = cursor.value === undefined ? (box.left + box.right) / 2 : x.pixel(cursor.value);
    const to = at + share * (box.right - box.left);
    across.read(x.value(Math.min(box.right, Math.max(box.left, to))), plot);
    return true;
  };
  const pan = (share: number) => {
    const { box } = plot.drawn?.layout ?? {};
    if (box) zoom.value = panned(plot, share * (box.right - box.left));
    return true;
  };
  const zoomBy = (factor: number) => {
    const { range } = plot.drawn?.layout.x ?? { range: { min: 0, max: 0 } };
    zoom.value = zoomed(plot, cursor.value ?? (range.min + range.max) / 2, factor);
    return true;
  };
  const moveUp = (share: number, factor: number): Action => {
    return isShifted => {
      const { layout } = plot.drawn ?? {};
      if (!layout) return false;
      const { box, y } = layout;
      const wasZoomed = up.value !== undefined;
      const middle = y.value((box.top + box.bottom) / 2);
      up.value = isShifted ? zoomedUp(plot, middle, factor) : pannedUp(plot, share * (box.bottom - box.top));
      // If the result is false, the browser handles the key and scrolls the page.
      return isShifted || wasZoomed;
    };
  };
  const reset = () => {
    const wasZoomed = zoom.value !== undefined || up.value !== undefined;
    zoom.value = undefined;
    up.value = undefined;
    return wasZoomed;
  };
  const actions: Readonly<Record<string, Action>> = {
    ArrowLeft: isShifted => (isShifted ? pan(-PAN_STEP) : move(-CURSOR_STEP)),
    ArrowRight: isShifted => (isShifted ? pan(PAN_STEP) : move(CURSOR_STEP)),
    ArrowUp: moveUp(PAN_STEP, ZOOM_STEP),
    ArrowDown: moveUp(-PAN_STEP, 1 / ZOOM_STEP),
    Home: () => move(-1),
    End: () => move(1),
    '+': () => zoomBy(ZOOM_STEP),
    '-': () => zoomBy(1 / ZOOM_STEP),
    '0': reset,
    Escape: () => {
      // In full screen, Escape leaves the full screen.
      if (canvas.closest('dialog')) return false;
      if (cursor.value === undefined) return reset();
      across.read(undefined, plot);
      return true;
    },
  };
  canvas.addEventListener('keydown', event => {
    const action = event.ctrlKey || event.metaKey || event.altKey ? undefined : actions[event.key];
    if (action?.(event.shiftKey)) event.preventDefault();
  });
  canvas.addEventListener('blur', () => {
    across.read(undefined, plot);
  });
}
