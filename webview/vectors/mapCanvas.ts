import { frameOf, pointsInside } from '../../src/charts/vectors/lasso';
import { type MapContent, outlineLayer } from '../../src/charts/vectors/mapScene';
import {
  type MapPlace,
  type MapView,
  nearestPoint,
  pannedView,
  wholeView,
  zoomedView,
} from '../../src/charts/vectors/mapView';
import { element } from '../dom';
import { paintLayer } from '../plot/canvas';
import { measureIn } from '../plot/measure';
import { onThemeChange, readTheme } from '../plot/readTheme';
import { MapPicture } from './mapPicture';
import { handlePointer, ZOOM } from './mapPointer';
import { paintMap } from './paintMap';

/** Maximum distance in pixels between a click and the point that it chooses. */
const NEAR = 14;
/** Share of the map's width by which one press of an arrow key pans. */
const PAN = 0.1;

export interface MapCanvasPorts {
  readonly content: () => MapContent | undefined;
  /** Called with the index of a point when the user chooses the point. */
  readonly choose: (index: number) => void;
  /**
   * Called when the pointer moves to another point, with its index, or away from all points, with undefined.
   */
  readonly read: (index: number | undefined) => void;
  /** Called with the indices of the points that the user has outlined. */
  readonly list: (indices: readonly number[]) => void;
}

/**
 * Returns a canvas with a map. Dragging pans, Ctrl+wheel zooms around the pointer, a double-click shows all
 * points, a click chooses the nearest point. The arrow keys pan, + and - zoom, 0 shows all points, and Enter
 * chooses the point nearest to the centre. While outlining is on, or with Alt, dragging outlines points instead.
 */
export function mapCanvas({ content, choose, read, list }: MapCanvasPorts) {
  const canvas = element('canvas', 'map');
  canvas.tabIndex = 0;
  canvas.setAttribute('role', 'img');
  const context = canvas.getContext('2d');
  let theme = readTheme();
  let view: MapView | undefined;
  let isScheduled = false;
  let isOutlining = false;
  let outline: readonly number[] = [];
  const widths = new Map<string, number>();

  const size = () => ({ width: canvas.clientWidth, height: canvas.clientHeight });
  const whole = () => wholeView(content()?.map.points ?? new Float32Array(0), size());
  const now = () => view ?? whole();
  const measure = (text: string) => {
    const width = widths.get(text) ?? measureIn(context, theme)(text);
    widths.set(text, width);
    return width;
  };

  const picture = new MapPicture((to, part) => {
    const shown = content();
    return shown ? paintMap(to, shown, part, { theme, measure }) : [].values();
  });
  const draw = () => {
    isScheduled = false;
    const ratio = window.devicePixelRatio;
    const { width, height } = size();
    if (resize(canvas, Math.round(width * ratio), Math.round(height * ratio))) picture.forget();
    if (!context || width === 0) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    if (picture.draw(context, { view: now(), size: size(), ratio })) schedule();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    paintLayer(context, outlineLayer(outline, theme), theme.font);
  };
  const schedule = () => {
    if (isScheduled) return;
    isScheduled = true;
    requestAnimationFrame(draw);
  };
  const update = () => {
    picture.forget();
    schedule();
  };
  const show = (next: MapView) => {
    view = next;
    schedule();
  };
  const reset = () => {
    view = undefined;
    update();
  };
  const zoomBy = (factor: number, place: MapPlace) =>
    show(zoomedView(now(), factor, place, { size: size(), whole: whole() }));
  const pointAt = (place: MapPlace, distance: number) =>
    nearestPoint(content()?.map.points ?? new Float32Array(0), place, distance, {
      view: now(),
      size: size(),
    });
  const listInside = (points: readonly number[]) =>
    list(pointsInside(content()?.map.points ?? new Float32Array(0), points, { view: now(), size: size() }));
  const centre = () => ({ x: size().width / 2, y: size().height / 2 });

  handlePointer(canvas, {
    pan: (right, down) => show(pannedView(now(), right, down)),
    zoomBy,
    reset,
    choose: place => {
      const index = pointAt(place, NEAR);
      if (index !== undefined) choose(index);
    },
    read: place => read(place && pointAt(place, NEAR)),
    outlines: event => isOutlining || event.altKey,
    outline: (points, isDone) => {
      outline = isDone ? [] : points;
      if (isDone) listInside(points);
      schedule();
    },
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
      '0': reset,
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
    reset,
    /** Lists all points that are visible. */
    listVisible: () => listInside(frameOf(size())),
    /** Turns on or off that dragging outlines points. */
    outlineByDrag(isOn: boolean) {
      isOutlining = isOn;
      canvas.classList.toggle('outlining', isOn);
    },
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

/** Sets the size of a canvas. Returns whether it has changed. */
function resize(canvas: HTMLCanvasElement, width: number, height: number): boolean {
  if (canvas.width === width && canvas.height === height) return false;
  canvas.width = width;
  canvas.height = height;
  return true;
}
