import { Growing } from './growing';

/** Rows, or blocks of the level below, that share one entry. */
export const BLOCK = 8;

/** Of each block the rows of its least and greatest value; -1 where it has only NaN. */
interface Level {
  readonly lows: Growing;
  readonly highs: Growing;
}

/** Where values are least and greatest in any range of rows; NaN is passed over. Grows with the values. */
export class Extremes {
  private levels: Level[] = [];
  private low = -1;
  private high = -1;

  clear(): void {
    this.levels = [];
  }

  /** Looks at the blocks that were filled since. */
  grow(values: Float64Array): void {
    for (let level = 0, below = values.length; below >= BLOCK; level++) {
      this.levels[level] ??= { lows: new Growing(), highs: new Growing() };
      const { lows, highs } = this.levels[level];
      const blocks = Math.floor(below / BLOCK);
      for (let block = lows.length; block < blocks; block++) {
        this.begin();
        this.visit(values, level, block * BLOCK, (block + 1) * BLOCK);
        lows.push(this.low);
        highs.push(this.high);
      }
      below = blocks;
    }
  }

  /** The rows of the least and the greatest value of rows [from, to); -1 where all are NaN. */
  between(values: Float64Array, from: number, to: number): [number, number] {
    this.begin();
    let [start, end] = [from, to];
    for (let level = 0; ; level++) {
      const first = Math.ceil(start / BLOCK);
      const last = Math.min(Math.floor(end / BLOCK), this.levels[level]?.lows.length ?? 0);
      if (last <= first) {
        this.visit(values, level, start, end);
        return [this.low, this.high];
      }
      this.visit(values, level, start, first * BLOCK);
      this.visit(values, level, last * BLOCK, end);
      [start, end] = [first, last];
    }
  }

  private begin(): void {
    this.low = -1;
    this.high = -1;
  }

  /** Rows at level 0; above it the blocks of the level below. */
  private visit(values: Float64Array, level: number, from: number, to: number): void {
    let { low, high } = this;
    let least = low < 0 ? Number.POSITIVE_INFINITY : values[low];
    let most = high < 0 ? Number.NEGATIVE_INFINITY : values[high];
    const below = level === 0 ? undefined : this.levels[level - 1];
    for (let i = from; i < to; i++) {
      const down = below ? below.lows.at(i) : i;
      const up = below ? below.highs.at(i) : i;
      if (down < 0) continue; // a block of NaN, which no comparison passes either
      if (values[down] <= least) {
        least = values[down];
        low = down;
      }
      if (values[up] >= most) {
        most = values[up];
        high = up;
      }
    }
    this.low = low;
    this.high = high;
  }
}
