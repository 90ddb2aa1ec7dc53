import type { SceneLayer, Shape } from '../../src/charts/plot/scene';
import type { PlotTheme } from '../../src/charts/plot/theme';
import { type MapContent, type MapPart, mapLayers } from '../../src/charts/vectors/mapScene';
import { paintLayer } from '../plot/canvas';

/** Number of points, and of labels, that are painted at once. Each takes about a millisecond. */
const [POINTS, LABELS] = [2000, 50];

/** Paints a part of a map, a little at each step. */
export function* paintMap(
  context: CanvasRenderingContext2D,
  content: MapContent,
  part: MapPart,
  { theme, measure }: { readonly theme: PlotTheme; readonly measure: (text: string) => number },
): Generator<void, void> {
  for (const layer of mapLayers(content, part, theme, measure)) {
    for (const piece of piecesOf(layer)) {
      paintLayer(context, piece, theme.font);
      yield;
    }
  }
}

/** Divides a layer into layers of a few shapes. */
function* piecesOf({ shapes, ...layer }: SceneLayer): Generator<SceneLayer, void> {
  const small = shapes.flatMap(shape => (shape.kind === 'dots' ? [] : shape));
  for (const shape of shapes)
    if (shape.kind === 'dots') for (const dots of divided(shape)) yield { ...layer, shapes: [dots] };
  for (let i = 0; i < small.length; i += LABELS) yield { ...layer, shapes: small.slice(i, i + LABELS) };
}

function* divided(shape: Extract<Shape, { kind: 'dots' }>): Generator<Shape, void> {
  for (let i = 0; i < shape.points.length; i += 2 * POINTS)
    yield { ...shape, points: shape.points.slice(i, i + 2 * POINTS) };
}
