import type { VectorMap } from '../../protocol/vectors';
import type { Size } from '../plot/layout';
import type { SceneLayer, Shape } from '../plot/scene';
import { FONT_SIZE, type PlotTheme } from '../plot/theme';
import { type MapLabel, placeLabels } from './mapLabels';
import { type MapPlace, type MapView, placeOf } from './mapView';

/** Groups of words that have the same colour, such as clusters. */
export interface MapGroups {
  /** The group of each word; -1 means none. */
  readonly of: ArrayLike<number>;
  /** The names of the groups. */
  readonly names: readonly string[];
}

/**
 * The content of a map of word vectors: the words with their places, the meaning of the colours, and the
 * chosen words.
 */
export interface MapContent {
  readonly map: VectorMap;
  /** Absent: the colours show how frequent words are. */
  readonly groups?: MapGroups;
  /**
   * The indices of the chosen word and of its nearest words. These words are emphasized, and get their labels
   * first.
   */
  readonly chosen: readonly number[];
  /** Returns the text of a word's label. */
  readonly label: (index: number) => string;
}

/**
 * Opacities of the points. The words are divided by frequency into parts of equal size. Each part has one
 * opacity, which is highest for the most frequent words.
 */
const FREQUENT = [1, 0.75, 0.55, 0.4, 0.3];
/** Opacities of points with a group, and of points without one. */
const [GROUP, NO_GROUP] = [0.8, 0.3];
/** Radii of points in pixels. FEW and MANY: if few or many points are visible. CHOSEN: for chosen words. */
const [FEW, MANY, CHOSEN] = [2.5, 1.5, 4];
/** Number of visible points above which points are drawn with the radius `MANY`. */
const CROWD = 3000;
/** Distance in pixels outside the edges of the map within which points are still drawn. */
const OUTSIDE = 4;

/** The part of a map in a picture. */
export interface MapPart {
  readonly view: MapView;
  /** The size of the picture in pixels. */
  readonly size: Size;
  /** The width of the visible middle of the picture, whose edges cut through no label. Missing: all of it. */
  readonly seen?: number;
}

/** Returns the layers of a map, one after the other: the points by their colours, the chosen ones, the labels. */
export function* mapLayers(
  content: MapContent,
  { view, size, seen = size.width }: MapPart,
  theme: PlotTheme,
  measure: (text: string) => number,
): Generator<SceneLayer, void> {
  const clip = { left: 0, top: 0, right: size.width, bottom: size.height };
  yield { shapes: dotsOf(content, view, size, theme), clip };
  const placed = (index: number) => [index, placeOf(content.map.points, index, view, size)] as const;
  const isVisible = ([, { x, y }]: readonly [number, MapPlace]) =>
    x > -OUTSIDE && x < size.width + OUTSIDE && y > -OUTSIDE && y < size.height + OUTSIDE;
  const chosen = content.chosen.map(placed).filter(isVisible);
  yield { shapes: emphasized(chosen, theme), clip };
  function* byPrecedence() {
    yield* chosen;
    const done = new Set(content.chosen);
    for (let index = 0; index < content.map.words.length; index++) {
      const each = placed(index);
      if (!done.has(index) && isVisible(each)) yield each;
    }
  }
  const edges = [0, (size.width - seen) / 2, (size.width + seen) / 2, size.width];
  const labels = placeLabels(byPrecedence(), edges, index => measure(content.label(index)));
  yield { shapes: labels.map(label => textOf(label, content, theme)), clip };
}

/** Returns the line around words that the user is outlining. `outline`: x and y of its points, in pixels. */
export function outlineLayer(outline: readonly number[], { text }: PlotTheme): SceneLayer {
  return {
    shapes:
      outline.length < 4 ? [] : [{ kind: 'line', points: outline, color: text, width: 1, dash: [4, 3] }],
  };
}

/** Returns one shape per colour, which contains the visible points with this colour. */
function dotsOf(
  { map, groups: shown }: MapContent,
  view: MapView,
  { width, height }: Size,
  { lines, secondary }: PlotTheme,
): Shape[] {
  const { points, words } = map;
  const groups = new Map<number, number[]>();
  let visible = 0;
  for (let i = 0; i < words.length; i++) {
    // Computes the same place as `placeOf`, but without creating an object for each point.
    const x = width / 2 + (points[2 * i] - view.x) * view.scale;
    const y = height / 2 - (points[2 * i + 1] - view.y) * view.scale;
    if (!(x > -OUTSIDE && x < width + OUTSIDE && y > -OUTSIDE && y < height + OUTSIDE)) continue;
    const group = shown ? shown.of[i] : Math.floor((i * FREQUENT.length) / words.length);
    let found = groups.get(group);
    if (!found) {
      found = [];
      groups.set(group, found);
    }
    found.push(x, y);
    visible++;
  }
  const radius = visible > CROWD ? MANY : FEW;
  return [...groups].map(([group, places]) => ({
    kind: 'dots',
    points: places,
    radius,
    color: group < 0 ? secondary : lines[shown ? group % lines.length : 0],
    opacity: group < 0 ? NO_GROUP : shown ? GROUP : FREQUENT[group],
  }));
}

function emphasized(chosen: readonly (readonly [number, MapPlace])[], { text }: PlotTheme): Shape[] {
  return chosen.map(([, { x, y }], i) => ({
    kind: 'dots',
    points: [x, y],
    radius: i === 0 ? CHOSEN + 1 : CHOSEN - 0.5,
    color: text,
  }));
}

function textOf({ index, x, y }: MapLabel, { label, chosen }: MapContent, theme: PlotTheme): Shape {
  return {
    kind: 'text',
    ...{ x, y, text: label(index), color: theme.text, size: FONT_SIZE, align: 'start' },
    bold: chosen.includes(index),
  };
}
