/** Coordinates in CSS pixels, in the order x, y, x, y ... unless the shape's comment says otherwise. */
export type Points = readonly number[];

export type Shape =
  | {
      readonly kind: 'line';
      readonly points: Points;
      readonly color: string;
      readonly width: number;
      readonly opacity?: number;
      /** Lengths of dashes and gaps, in pixels. */
      readonly dash?: readonly number[];
    }
  | { readonly kind: 'area'; readonly points: Points; readonly color: string; readonly opacity: number }
  /** Vertical bars one pixel wide. `points` contains left, top and bottom of each bar. */
  | { readonly kind: 'columns'; readonly points: Points; readonly color: string; readonly opacity: number }
  | {
      readonly kind: 'dots';
      readonly points: Points;
      readonly color: string;
      readonly radius: number;
      readonly opacity?: number;
    }
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly color: string;
      readonly size: number;
      readonly align: 'start' | 'middle' | 'end';
      readonly bold?: boolean;
    };

/** A rectangle. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Shapes that are drawn together, optionally clipped. */
export interface SceneLayer {
  readonly shapes: readonly Shape[];
  /** The box to which the shapes are clipped. */
  readonly clip?: Box;
}

/**
 * A picture made of simple shapes, which can be drawn on a canvas or written as SVG. Later layers are drawn
 * in front of earlier ones.
 */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly font: string;
  /** Colour of the background. Missing if the canvas is transparent. */
  readonly background?: string;
  readonly layers: readonly SceneLayer[];
}

/** Returns a layer moved right by dx and down by dy. */
export function moved(layer: SceneLayer, dx: number, dy: number): SceneLayer {
  const { clip } = layer;
  return {
    shapes: layer.shapes.map(shape => movedShape(shape, dx, dy)),
    ...(clip && {
      clip: { left: clip.left + dx, right: clip.right + dx, top: clip.top + dy, bottom: clip.bottom + dy },
    }),
  };
}

function movedShape(shape: Shape, dx: number, dy: number): Shape {
  if (shape.kind === 'text') return { ...shape, x: shape.x + dx, y: shape.y + dy };
  const stride = shape.kind === 'columns' ? 3 : 2;
  return { ...shape, points: shape.points.map((value, i) => value + (i % stride === 0 ? dx : dy)) };
}
