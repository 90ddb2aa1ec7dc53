/** A picture made of simple shapes: drawn on a canvas, or written as SVG. Lengths are CSS pixels. */

/** x and y in turn, unless a shape says otherwise. */
export type Points = readonly number[];

export type Shape =
  | {
      readonly kind: 'line';
      readonly points: Points;
      readonly color: string;
      readonly width: number;
      readonly opacity?: number;
      /** Pixels drawn and left out. */
      readonly dash?: readonly number[];
    }
  | { readonly kind: 'area'; readonly points: Points; readonly color: string; readonly opacity: number }
  /** Upright bars, a pixel wide: the left end, the top, the bottom of each. */
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

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Layer {
  readonly shapes: readonly Shape[];
  /** Nothing of it shows outside. */
  readonly clip?: Box;
}

export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly font: string;
  /** Behind everything; missing where what is behind the canvas shall show. */
  readonly background?: string;
  readonly layers: readonly Layer[];
}

/** The same, further right and down. */
export function moved(layer: Layer, dx: number, dy: number): Layer {
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
