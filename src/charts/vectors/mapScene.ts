import type { VectorMap } from '../../protocol/vectors';
import type { Size } from '../plot/layout';
import type { SceneLayer, Shape } from '../plot/scene';
import { FONT_SIZE, type PlotTheme } from '../plot/theme';
import { type MapLabel, placeLabels } from './mapLabels';
import { type MapPlace, type MapView, placeOf } from './mapView';

export type MapColour = 'frequency' | 'cluster';

/** What a map shows. */
export interface MapContent {
  readonly map: VectorMap;
  readonly colour: MapColour;
  /** The chosen word and its nearest words by their indices, which are emphasized and labelled first. */
  readonly chosen: readonly number[];
  /** The text of a word's label. */
  readonly label: (index: number) => string;
}

/** Opacities of the words in order of their frequency, in parts of equal size. */
const FREQUENT = [1, 0.75, 0.55, 0.4, 0.3];
/** Radii of points in pixels: of few points, of many, and of chosen ones. */
const [FEW, MANY, CHOSEN] = [2.5, 1.5, 4];
/** Number of points above which they are drawn smaller. */
const CROWD = 3000;
/** Distance outside the edges within which points are drawn, in pixels. */
const OUTSIDE = 4;

/** Returns the layers of a map: the points by their colours, the chosen ones, and the labels. */
export function mapLayers(
  content: MapContent,
  view: MapView,
  size: Size,
  theme: PlotTheme,
  measure: (text: string) => number,
): SceneLayer[] {
  const placed = (index: number) => [index, placeOf(content.map.points, index, view, size)] as const;
  const isVisible = ([, { x, y }]: readonly [number, MapPlace]) =>
    x > -OUTSIDE && x < size.width + OUTSIDE && y > -OUTSIDE && y < size.height + OUTSIDE;
  const chosen = content.chosen.map(placed).filter(isVisible);
  function* byPrecedence() {
    yield* chosen;
    const done = new Set(content.chosen);
    for (let index = 0; index < content.map.words.length; index++) {
      const each = placed(index);
      if (!done.has(index) && isVisible(each)) yield each;
    }
  }
  const labels = placeLabels(byPrecedence(), size, index => measure(content.label(index)));
  const clip = { left: 0, top: 0, right: size.width, bottom: size.height };
  return [
    { shapes: dotsOf(content, view, size, theme), clip },
    { shapes: emphasized(chosen, theme), clip },
    { shapes: labels.map(label => textOf(label, content, theme)), clip },
  ];
}

/** Returns a shape for the visible points of each colour. */
function dotsOf(
  { map, colour }: MapContent,
  view: MapView,
  { width, height }: Size,
  { lines }: PlotTheme,
): Shape[] {
  const { points, clusters, words } = map;
  const groups = new Map<number, number[]>();
  let visible = 0;
  for (let i = 0; i < words.length; i++) {
    // As `placeOf`, which would create an object per point.
    const x = width / 2 + (points[2 * i] - view.x) * view.scale;
    const y = height / 2 - (points[2 * i + 1] - view.y) * view.scale;
    if (!(x > -OUTSIDE && x < width + OUTSIDE && y > -OUTSIDE && y < height + OUTSIDE)) continue;
    const group = colour === 'cluster' ? clusters[i] : Math.floor((i * FREQUENT.length) / words.length);
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
    color: lines[colour === 'cluster' ? group % lines.length : 0],
    opacity: colour === 'cluster' ? 0.8 : FREQUENT[group],
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
