import { panned, zoomed } from './navigate';
import type { Plot } from './plot';

/** Fractions of the plot's width that one key press moves: the cursor, and the view. */
const CURSOR_STEP = 0.02;
const PAN_STEP = 0.1;

/**
 * Handles the keys of a plot. Arrows move the cursor; with Shift they pan. + and - zoom around the cursor, 0
 * or Escape resets the zoom, Home and End move the cursor to the ends.
 */
export function handleKeys(plot: Plot): void {
  const { canvas, options } = plot;
  const { zoom, cursor } = options.across;

  const middle = () => {
    const { range } = plot.drawn?.layout.x ?? { range: { min: 0, max: 0 } };
    return cursor.value ?? (range.min + range.max) / 2;
  };
  const move = (share: number) => {
    const { layout } = plot.drawn ?? {};
    if (!layout) return;
    const { box, x } = layout;
    const at = cursor.value === undefined ? (box.left + box.right) / 2 : x.pixel(cursor.value);
    const to = at + share * (box.right - box.left);
    cursor.value = x.value(Math.min(box.right, Math.max(box.left, to)));
  };
  const pan = (share: number) => {
    const { box } = plot.drawn?.layout ?? {};
    if (box) zoom.value = panned(plot, share * (box.right - box.left));
  };
  const actions: Readonly<Record<string, (isShifted: boolean) => void>> = {
    ArrowLeft: isShifted => (isShifted ? pan(-PAN_STEP) : move(-CURSOR_STEP)),
    ArrowRight: isShifted => (isShifted ? pan(PAN_STEP) : move(CURSOR_STEP)),
    Home: () => move(-1),
    End: () => move(1),
    '+': () => {
      zoom.value = zoomed(plot, middle(), 0.7);
    },
    '-': () => {
      zoom.value = zoomed(plot, middle(), 1 / 0.7);
    },
    '0': () => {
      zoom.value = undefined;
    },
    Escape: () => {
      if (cursor.value === undefined) zoom.value = undefined;
      cursor.value = undefined;
    },
  };
  canvas.addEventListener('keydown', event => {
    const action = event.ctrlKey || event.metaKey || event.altKey ? undefined : actions[event.key];
    if (!action) return;
    event.preventDefault();
    action(event.shiftKey);
  });
  canvas.addEventListener('blur', () => {
    cursor.value = undefined;
  });
}
