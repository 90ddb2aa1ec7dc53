import type { Role } from '../parameters';

/** Number of elements that are drawn at a time. */
const PIECE = 1 << 14;

type Distribution = 'normal' | 'uniform';

export interface BlockOptions {
  readonly rows: number;
  readonly columns: number;
  readonly role: Role;
  /** The standard deviation from the settings, for the initialiser `gaussian`. */
  readonly deviation: number;
  /** The indices at which runs of consecutive elements start. All runs have the same length. */
  readonly runs: readonly number[];
  /**
   * Fills `to` with standard normal draws, or with draws from [0, 1), for consecutive elements. The same index
   * always gives the same draw.
   */
  draw(kind: Distribution, index: number, to: Float64Array): void;
}

/** A matrix [rows, columns] to fill with initial weights, which lead from `rows` units to `columns` units. */
export class MatrixBlock {
  /** `weights`: the parameter to which the matrix belongs. The indices of runs and draws refer to it. */
  constructor(
    private readonly weights: Float32Array | Float64Array,
    readonly options: BlockOptions,
  ) {}

  /** Sets each element to a function of its draw. */
  fill(kind: Distribution, weightOf: (draw: number) => number): void {
    this.eachPiece((index, _element, length) => {
      const draws = new Float64Array(length);
      this.options.draw(kind, index, draws);
      for (let i = 0; i < length; i++) this.weights[index + i] = weightOf(draws[i]);
    });
  }

  /** Returns a standard normal draw for each element, in row-major order. */
  normals(): Float64Array {
    const found = new Float64Array(this.length);
    this.eachPiece((index, element, length) =>
      this.options.draw('normal', index, found.subarray(element, element + length)),
    );
    return found;
  }

  /** Sets all elements, in row-major order. */
  set(values: Float64Array): void {
    this.eachPiece((index, element, length) =>
      this.weights.set(values.subarray(element, element + length), index),
    );
  }

  private get length(): number {
    return this.options.rows * this.options.columns;
  }

  /** Visits consecutive elements. `index` is the index of the first one in the parameter, `element` that in the matrix. */
  private eachPiece(visit: (index: number, element: number, length: number) => void): void {
    const { runs } = this.options;
    const length = this.length / runs.length;
    for (const [r, start] of runs.entries()) {
      for (let at = 0; at < length; at += PIECE) {
        visit(start + at, r * length + at, Math.min(PIECE, length - at));
      }
    }
  }
}

/** An initialiser: sets all elements of the block to initial weights. */
export type Initialiser = (block: MatrixBlock) => void;
