import { GrowingArray } from './growingArray';

/** Number of rows, or of blocks of the level below, per entry. */
export const BLOCK = 8;

/** Minima and maxima of rows or of blocks, in order. */
interface Entries {
  readonly lows: Float64Array;
  readonly highs: Float64Array;
  /** The row of each minimum, -1 if there is none. Missing if the entries are the rows. */
  readonly lowRows?: Float64Array;
  readonly highRows?: Float64Array;
}

/** The minimum and maximum of each block, and their rows. NaN for a block without values. */
class Level {
  private readonly lows = new GrowingArray();
  private readonly highs = new GrowingArray();
  private readonly lowRows = new GrowingArray();
  private readonly highRows = new GrowingArray();

  get length(): number {
    return this.lows.length;
  }

  /** The blocks, followed by unused space. */
  entries: Required<Entries> = this.inMemory();

  /** Processes the entries below up to `blocks` complete blocks. */
  grow({ lows, highs, lowRows, highRows }: Entries, blocks: number): void {
    const from = this.length;
    const [ownLows, ownHighs] = [this.lows.extend(blocks), this.highs.extend(blocks)];
    const [ownLowRows, ownHighRows] = [this.lowRows.extend(blocks), this.highRows.extend(blocks)];
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
    this.entries = this.inMemory();
  }

  private inMemory(): Required<Entries> {
    const { lows, highs, lowRows, highRows } = this;
    return { lows: lows.memory, highs: highs.memory, lowRows: lowRows.memory, highRows: highRows.memory };
  }
}

/** Minimum and maximum, and their rows; -1 if there are no values. */
export interface Found {
  low: number;
  high: number;
  lowRow: number;
  highRow: number;
}

/**
 * Finds the minimum and maximum of any range of rows, with a tree of blocks. NaN is skipped. New rows can be
 * added.
 */
export class Extremes {
  private levels: Level[] = [];

  clear(): void {
    this.levels = [];
  }

  /** Processes the blocks that were completed since the last call. */
  grow(values: Float64Array): void {
    let entries: Entries = { lows: values, highs: values };
    let blocks = Math.floor(values.length / BLOCK);
    for (let level = 0; blocks > 0; level++) {
      this.levels[level] ??= new Level();
      this.levels[level].grow(entries, blocks);
      entries = this.levels[level].entries;
      blocks = Math.floor(blocks / BLOCK);
    }
  }

  /** The minimum and maximum of rows [from, to). */
  between(values: Float64Array, from: number, to: number): Readonly<Found> {
    const found = { low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY, lowRow: -1, highRow: -1 };
    let entries: Entries = { lows: values, highs: values };
    let start = from;
    let end = to;
    for (const level of this.levels) {
      const first = Math.ceil(start / BLOCK);
      const last = Math.min(Math.floor(end / BLOCK), level.length);
      if (last <= first) break;
      compare(found, entries, start, first * BLOCK);
      compare(found, entries, last * BLOCK, end);
      start = first;
      end = last;
      entries = level.entries;
    }
    compare(found, entries, start, end);
    return found;
  }
}

/** Takes entries [from, to) into account. */
function compare(found: Found, { lows, highs, lowRows, highRows }: Entries, from: number, to: number): void {
  let { low, high } = found;
  let lowAt = -1;
  let highAt = -1;
  for (let i = from; i < to; i++) {
    if (lows[i] <= low) {
      low = lows[i];
      lowAt = i;
    }
    if (highs[i] >= high) {
      high = highs[i];
      highAt = i;
    }
  }
  if (lowAt >= 0) {
    found.low = low;
    found.lowRow = lowRows ? lowRows[lowAt] : lowAt;
  }
  if (highAt >= 0) {
    found.high = high;
    found.highRow = highRows ? highRows[highAt] : highAt;
  }
}
