import type { WeightFacts, WeightHistogram, WeightPicture } from '../../protocol/weights';
import type { WeightMatrix } from '../model/weightMatrix';

/** Number of bins of a histogram. */
const BINS = 41;

export function weightFacts({ name, rows, columns, isRecurrent, values }: WeightMatrix): WeightFacts {
  const elements = values();
  let [sum, squares] = [0, 0];
  let [minimum, maximum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const element of elements) {
    sum += element;
    squares += element * element;
    minimum = Math.min(minimum, element);
    maximum = Math.max(maximum, element);
  }
  const mean = sum / elements.length;
  const deviation = Math.sqrt(Math.max(0, squares / elements.length - mean * mean));
  return { name, rows, columns, isRecurrent, mean, deviation, minimum, maximum, norm: Math.sqrt(squares) };
}

/** Returns a matrix reduced to at most `most` rows and columns, by the means of blocks of the same size. */
export function weightPicture({ rows, columns, values }: WeightMatrix, most: number): WeightPicture {
  const elements = values();
  const [rowBlock, columnBlock] = [Math.ceil(rows / most), Math.ceil(columns / most)];
  const [height, width] = [Math.ceil(rows / rowBlock), Math.ceil(columns / columnBlock)];
  const sums = new Float64Array(height * width);
  const counts = new Int32Array(height * width);
  for (let i = 0; i < elements.length; i++) {
    const [row, column] = [Math.floor(i / columns), i % columns];
    const block = Math.floor(row / rowBlock) * width + Math.floor(column / columnBlock);
    sums[block] += elements[i];
    counts[block]++;
  }
  const means = Float32Array.from(sums, (sum, block) => sum / counts[block]);
  return { rows: height, columns: width, rowBlock, columnBlock, values: means };
}

/** Returns a histogram that is symmetric about 0. Elements that are not finite are left out. */
export function weightHistogram({ values }: WeightMatrix): WeightHistogram {
  const elements = values();
  let high = 0;
  for (const element of elements) if (Number.isFinite(element)) high = Math.max(high, Math.abs(element));
  if (high === 0) high = 1;
  const counts = new Array<number>(BINS).fill(0);
  for (const element of elements) {
    const bin = Math.floor(((element + high) / (2 * high)) * BINS);
    if (Number.isFinite(element)) counts[Math.min(BINS - 1, bin)]++;
  }
  return { low: -high, high, counts };
}
