import { type MapContent, mapLayers } from '../../src/charts/vectors/mapScene';
import {
  type MapPlace,
  type MapView,
  nearestPoint,
  pannedView,
  wholeView,
  zoomedView,
} from '../../src/charts/vectors/mapView';
import { element } from '../dom';
import { paint } from '../plot/canvas';
import { measureIn } from '../plot/measure';
import { onThemeChange, readTheme } from '../plot/readTheme';

/** Maximum distance in pixels between a click and the point that it chooses. */
const NEAR = 14;
/** Distance in pixels that the pointer must move before a drag begins to pan. */
const STILL = 3;
/** ZOOM: factor of one zoom step. PAN: share of the map's width by which one press of an arrow key pans. */
const [ZOOM, PAN] = [1.25, 0.1];

export interface MapCanvasPorts {
  readonly content: () => MapContent | undefined;
  /** Called with the index of a point when the user chooses the point. */
  readonly choose: (index: number) => void;
  /**
   * Called when the pointer moves to another point, with its index, or away from all points, with undefined.
   */
  readonly read: (index: number | undefined) => void;
}

/**
 * Returns a canvas with a map. Dragging pans, Ctrl+wheel zooms around the pointer, a double-click shows all
 * points, a click chooses the nearest point. The arrow keys pan, + and - zoom, 0 shows all points, and Enter
 * chooses the point nearest to the centre.
 */
export function mapCanvas({ content, choose, read }: MapCanvasPorts) {
  const canvas = element('canvas', 'map');
  canvas.tabIndex = 0;
  canvas.setAttribute('role', 'img');
  const context = canvas.getContext('2d');
  let theme = readTheme();
  let view: MapView | undefined;
  let isScheduled = false;
  const widths = new Map<string, number>();

  const size = () => ({ width: canvas.clientWidth, height: canvas.clientHeight });
  const whole = () => wholeView(content()?.map.points ?? new Float32Array(0), size());
  const now = () => view ?? whole();
  const measure = (text: string) => {
    const width = widths.get(text) ?? measureIn(context, theme)(text);
    widths.set(text, width);
    return width;
  };

  const draw = () => {
    const ratio = window.devicePixelRatio;
    const { width, height } = size();
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    const shown = content();
    if (!context || width === 0) return;
    const layers = shown ? mapLayers(shown, now(), size(), theme, measure) : [];
    paint(context, { width, height, font: theme.font, layers }, ratio);
  };
  const update = () => {
    if (isScheduled) return;
    isScheduled = true;
    requestAnimationFrame(() => {
      isScheduled = false;
      draw();
    });
  };
  const show = (next: MapView | undefined) => {
    view = next;
    update();
  };
  const zoomBy = (factor: number, place: MapPlace) =>
    show(zoomedView(now(), factor, place, { size: size(), whole: whole() }));
  const pointAt = (place: MapPlace, distance: number) =>
    nearestPoint(content()?.map.points ?? new Float32Array(0), place, distance, {
      view: now(),
      size: size(),
    });
  const centre = () => ({ x: size().width / 2, y: size().height / 2 });

  handlePointer(canvas, {
    pan: (right, down) => show(pannedView(now(), right, down)),
    zoomBy,
    reset: () => show(undefined),
    choose: place => {
      const index = pointAt(place, NEAR);
      if (index !== undefined) choose(index);
    },
    read: place => read(place && pointAt(place, NEAR)),
  });
  canvas.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const [right, down] = [PAN * size().width, PAN * size().height];
    const actions: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => show(pannedView(now(), right, 0)),
      ArrowRight: () => show(pannedView(now(), -right, 0)),
      ArrowUp: () => show(pannedView(now(), 0, down)),
      ArrowDown: () => show(pannedView(now(), 0, -down)),
      '+': () => zoomBy(ZOOM, centre()),
      '-': () => zoomBy(1 / ZOOM, centre()),
      '0': () => show(undefined),
      Enter: () => {
        const index = pointAt(centre(), Number.POSITIVE_INFINITY);
        if (index !== undefined) choose(index);
      },
    };
    const action = actions[event.key];
    if (!action) return;
    action();
    event.preventDefault();
  });
  new ResizeObserver(update).observe(canvas);
  onThemeChange(() => {
    theme = readTheme();
    widths.clear();
    update();
  });

  return {
    canvas,
    update,
    reset: () => show(undefined),
    measure,
    theme: () => theme,
    /** Returns the view that shows the same part of the map in a picture of another size. */
    viewIn: (other: { readonly width: number; readonly height: number }): MapView => {
      const { x, y, scale } = now();
      const { width, height } = size();
      return { x, y, scale: scale * Math.min(other.width / width, other.height / height) };
    },
  };
}

interface PointerActions {
  readonly pan: (right: number, down: number) => void;
  readonly zoomBy: (factor: number, place: MapPlace) => void;
  readonly reset: () => void;
  readonly choose: (place: MapPlace) => void;
  readonly read: (place: MapPlace | undefined) => void;
}

function handlePointer(canvas: HTMLCanvasElement, actions: PointerActions): void {
  let drag: { last: MapPlace; moved: number } | undefined;
  const placeOf = (event: MouseEvent): MapPlace => {
    const { left, top } = canvas.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  canvas.addEventListener('pointerdown', event => {
    if (event.button > 1) return;
    drag = { last: placeOf(event), moved: 0 };
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener('pointermove', event => {
    const place = placeOf(event);
    if (!drag) {
      actions.read(place);
      return;
    }
    const [right, down] = [place.x - drag.last.x, place.y - drag.last.y];
    drag = { last: place, moved: drag.moved + Math.hypot(right, down) };
    if (drag.moved > STILL) actions.pan(right, down);
  });
  canvas.addEventListener('pointerup', event => {
    if (drag && drag.moved <= STILL) actions.choose(placeOf(event));
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
