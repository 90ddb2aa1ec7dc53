import type { Points, Scene, SceneLayer, Shape } from '../../src/charts/plot/scene';

/** Radius in pixels below which dots are drawn as squares. */
const SQUARE = 2;

type CanvasContext = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Draws a scene on a canvas that has `ratio` pixels per CSS pixel. */
export function paint(context: CanvasContext, scene: Scene, ratio: number): void {
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, scene.width, scene.height);
  if (scene.background) {
    context.fillStyle = scene.background;
    context.fillRect(0, 0, scene.width, scene.height);
  }
  for (const layer of scene.layers) paintLayer(context, layer, scene.font);
}

/** Draws a layer on a canvas whose unit is a CSS pixel. */
export function paintLayer(context: CanvasContext, { shapes, clip }: SceneLayer, font: string): void {
  context.save();
  if (clip) {
    context.beginPath();
    context.rect(clip.left, clip.top, clip.right - clip.left, clip.bottom - clip.top);
    context.clip();
  }
  context.lineJoin = 'round';
  for (const shape of shapes) paintShape(context, shape, font);
  context.restore();
}

function paintShape(context: CanvasContext, shape: Shape, font: string): void {
  context.globalAlpha = shape.kind === 'text' ? 1 : (shape.opacity ?? 1);
  context.fillStyle = shape.color;
  switch (shape.kind) {
    case 'line':
      context.strokeStyle = shape.color;
      context.lineWidth = shape.width;
      context.setLineDash([...(shape.dash ?? [])]);
      context.beginPath();
      trace(context, shape.points);
      context.stroke();
      return;
    case 'area':
      context.beginPath();
      trace(context, shape.points);
      context.fill();
      return;
    case 'columns':
      for (let i = 0; i < shape.points.length; i += 3) {
        const [x, top, bottom] = [shape.points[i], shape.points[i + 1], shape.points[i + 2]];
        context.fillRect(x, top, 1, bottom - top);
      }
      return;
    case 'dots':
      if (shape.radius < SQUARE) {
        paintSquares(context, shape.points, shape.radius);
        return;
      }
      context.beginPath();
      for (let i = 0; i < shape.points.length; i += 2) {
        const [x, y] = [shape.points[i], shape.points[i + 1]];
        context.moveTo(x + shape.radius, y);
        context.arc(x, y, shape.radius, 0, 2 * Math.PI);
      }
      context.fill();
      return;
    case 'text':
      context.font = `${shape.bold ? '600 ' : ''}${shape.size}px ${font}`;
      context.textAlign = shape.align === 'middle' ? 'center' : shape.align;
      context.fillText(shape.text, shape.x, shape.y);
      return;
    default:
      shape satisfies never;
  }
}

/**
 * Draws small dots as squares. They look like circles at this size, and tens of thousands of them are drawn
 * in a few milliseconds.
 */
function paintSquares(context: CanvasContext, points: Points, radius: number): void {
  for (let i = 0; i < points.length; i += 2)
    context.fillRect(points[i] - radius, points[i + 1] - radius, 2 * radius, 2 * radius);
}

function trace(context: CanvasContext, points: Points): void {
  for (let i = 0; i < points.length; i += 2) context.lineTo(points[i], points[i + 1]);
}
