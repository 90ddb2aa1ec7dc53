/** Rows that share one entry: a plot of a million rows looks at some hundred a pixel instead of all. */
const BLOCK = 32;

/** Where values are least and greatest in any range of rows; NaN is passed over. Grows with the values. */
export class Extremes {
  private lows: number[] = [];
  private highs: number[] = [];

  clear(): void {
    this.lows = [];
    this.highs = [];
  }

  /** Looks at the blocks that were filled since. */
  grow(values: Float64Array): void {
    const blocks = Math.floor(values.length / BLOCK);
    for (let block = this.lows.length; block < blocks; block++) {
      const [low, high] = scan(values, block * BLOCK, (block + 1) * BLOCK, -1, -1);
      this.lows.push(low);
      this.highs.push(high);
    }
  }

  /** The rows of the least and the greatest value of rows [from, to); -1 where all are NaN. */
  between(values: Float64Array, from: number, to: number): [number, number] {
    const first = Math.ceil(from / BLOCK);
    const last = Math.min(Math.floor(to / BLOCK), this.lows.length);
    if (last <= first) return scan(values, from, to, -1, -1);
    let [low, high] = scan(values, from, first * BLOCK, -1, -1);
    for (let block = first; block < last; block++) {
      low = lower(values, low, this.lows[block]);
      high = higher(values, high, this.highs[block]);
    }
    return scan(values, last * BLOCK, to, low, high);
  }
}

function scan(
  values: Float64Array,
  from: number,
  to: number,
  low: number,
  high: number,
): [low: number, high: number] {
  for (let row = from; row < to; row++) {
    if (Number.isNaN(values[row])) continue;
    low = lower(values, low, row);
    high = higher(values, high, row);
  }
  return [low, high];
}

const lower = (values: Float64Array, best: number, row: number) =>
  row >= 0 && (best < 0 || values[row] < values[best]) ? row : best;
const higher = (values: Float64Array, best: number, row: number) =>
  row >= 0 && (best < 0 || values[row] > values[best]) ? row : best;
