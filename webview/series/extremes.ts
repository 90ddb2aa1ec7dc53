import { Growing } from './growing';

/** Rows, or blocks of the level below, that share one entry. */
export const BLOCK = 8;

/** Of each block the least and the greatest value, NaN where it has nothing else, and their rows. */
class Level {
  readonly lows = new Growing();
  readonly highs = new Growing();
  /** -1 for NaN. */
  readonly lowRows = new Growing();
  readonly highRows = new Growing();
}

/** The least and the greatest value, and their rows; -1 where there are none. */
export interface Found {
  readonly low: number;
  readonly high: number;
  readonly lowRow: number;
  readonly highRow: number;
}

/** Where values are least and greatest in any range of rows; NaN is passed over. Grows with the values. */
export class Extremes {
  private levels: Level[] = [];
  private low = Number.POSITIVE_INFINITY;
  private high = Number.NEGATIVE_INFINITY;
  private lowRow = -1;
  private highRow = -1;

  clear(): void {
    this.levels = [];
  }

  /** Looks at the blocks that were filled since. */
  grow(values: Float64Array): void {
    for (let level = 0, below = values.length; below >= BLOCK; level++) {
      this.levels[level] ??= new Level();
      const { lows, highs, lowRows, highRows } = this.levels[level];
      const blocks = Math.floor(below / BLOCK);
      for (let block = lows.length; block < blocks; block++) {
        this.begin();
        this.visit(values, level, block * BLOCK, (block + 1) * BLOCK);
        lows.push(this.lowRow < 0 ? Number.NaN : this.low);
        highs.push(this.highRow < 0 ? Number.NaN : this.high);
        lowRows.push(this.lowRow);
        highRows.push(this.highRow);
      }
      below = blocks;
    }
  }

  /** Of rows [from, to). */
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

  /** Rows at level 0; above it the blocks of the level below, whose values lie side by side in memory. */
  private visit(values: Float64Array, level: number, from: number, to: number): void {
    if (level === 0) this.compare(values, values, from, to);
    else {
      const { lows, highs, lowRows, highRows } = this.levels[level - 1];
      this.compare(lows.memory, highs.memory, from, to, lowRows.memory, highRows.memory);
    }
  }

  private compare(
    lows: Float64Array,
    highs: Float64Array,
    from: number,
    to: number,
    lowRows?: Float64Array,
    highRows?: Float64Array,
  ): void {
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
