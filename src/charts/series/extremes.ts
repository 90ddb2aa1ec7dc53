import { GrowingArray } from './growingArray';

/**
 * Number of elements per block. `Extremes` stores the minimum and maximum of each block in a tree: on its
 * lowest level, the elements are rows; on each other level, they are blocks of the level below.
 */
export const BLOCK = 8;

/**
 * A level of the tree of blocks: the minimum and maximum of each block, and the rows in which they are. The
 * extremes of a block without values are NaN.
 */
class Level {
  readonly lows = new GrowingArray();
  readonly highs = new GrowingArray();
  /** For each block, the row of its minimum; -1 if the block has no values. */
  readonly lowRows = new GrowingArray();
  readonly highRows = new GrowingArray();

  /**
   * Computes the extremes of new blocks until the level has `blocks` blocks. The elements of a block are rows
   * or, if `below` is given, blocks of that level.
   */
  grow(lows: Float64Array, highs: Float64Array, below: Level | undefined, blocks: number): void {
    const from = this.lows.length;
    const [ownLows, ownHighs] = [this.lows.extend(blocks), this.highs.extend(blocks)];
    const [ownLowRows, ownHighRows] = [this.lowRows.extend(blocks), this.highRows.extend(blocks)];
    const [lowRows, highRows] = [below?.lowRows.memory, below?.highRows.memory];
    for (let block = from; block < blocks; block++) {
      let [low, high, lowAt, highAt] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1, -1];
      const end = (block + 1) * BLOCK;
      for (let i = block * BLOCK; i < end; i++) {
        if (lows[i] <= low) {
          low = lows[i];
          lowAt = i;
        }
        if (highs[i] >= high) {
          high = highs[i];
          highAt = i;
        }
      }
      ownLows[block] = lowAt < 0 ? Number.NaN : low;
      ownHighs[block] = highAt < 0 ? Number.NaN : high;
      ownLowRows[block] = lowRows && lowAt >= 0 ? lowRows[lowAt] : lowAt;
      ownHighRows[block] = highRows && highAt >= 0 ? highRows[highAt] : highAt;
    }
  }
}

/** A minimum and a maximum, and the rows in which they are; -1 if there are no values. */
export interface Found {
  readonly low: number;
  readonly high: number;
  readonly lowRow: number;
  readonly highRow: number;
}

/**
 * Arrays in which the extremes are searched: the values of rows, or the extremes of blocks with the rows in
 * which they are.
 */
interface Candidates {
  readonly lows: Float64Array;
  readonly highs: Float64Array;
  readonly lowRows?: Float64Array;
  readonly highRows?: Float64Array;
}

/**
 * Finds the minimum and maximum of any range of rows in logarithmic time, with a tree of blocks. Ignores NaN.
 * Rows can be appended.
 */
export class Extremes {
  private levels: Level[] = [];
  private low = Number.POSITIVE_INFINITY;
  private high = Number.NEGATIVE_INFINITY;
  private lowRow = -1;
  private highRow = -1;

  clear(): void {
    this.levels = [];
  }

  /** Computes the blocks that have become complete since the last call. */
  grow(values: Float64Array): void {
    let blocks = Math.floor(values.length / BLOCK);
    for (let level = 0; blocks > 0; level++) {
      this.levels[level] ??= new Level();
      const below = this.levels[level - 1];
      const [lows, highs] = below ? [below.lows.memory, below.highs.memory] : [values, values];
      this.levels[level].grow(lows, highs, below, blocks);
      blocks = Math.floor(blocks / BLOCK);
    }
  }

  /** Returns the minimum and maximum of rows [from, to). */
  between(values: Float64Array, from: number, to: number): Found {
    this.begin();
    let [start, end] = [from, to];
    for (let level = 0; ; level++) {
      const first = Math.ceil(start / BLOCK);
      const last = Math.min(Math.floor(end / BLOCK), this.levels[level]?.lows.length ?? 0);
      if (last <= first) {
        this.visit(values, level, start, end);
        const { low, high, lowRow, highRow } = this;
        return { low, high, lowRow, highRow };
      }
      this.visit(values, level, start, first * BLOCK);
      this.visit(values, level, last * BLOCK, end);
      [start, end] = [first, last];
    }
  }

  private begin(): void {
    this.low = Number.POSITIVE_INFINITY;
    this.high = Number.NEGATIVE_INFINITY;
    this.lowRow = -1;
    this.highRow = -1;
  }

  /**
   * Compares the elements [from, to) of a level with the extremes found so far. On level 0, the elements are
   * rows. On a higher level, they are blocks of `levels[level - 1]`.
   */
  private visit(values: Float64Array, level: number, from: number, to: number): void {
    if (level === 0) this.compare({ lows: values, highs: values }, from, to);
    else {
      const { lows, highs, lowRows, highRows } = this.levels[level - 1];
      const rows = { lowRows: lowRows.memory, highRows: highRows.memory };
      this.compare({ lows: lows.memory, highs: highs.memory, ...rows }, from, to);
    }
  }

  private compare({ lows, highs, lowRows, highRows }: Candidates, from: number, to: number): void {
    for (let i = from; i < to; i++) {
      if (lows[i] <= this.low) {
        this.low = lows[i];
        this.lowRow = lowRows ? lowRows[i] : i;
      }
      if (highs[i] >= this.high) {
        this.high = highs[i];
        this.highRow = highRows ? highRows[i] : i;
      }
    }
  }
}
