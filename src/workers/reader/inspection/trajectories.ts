import { principalPlane } from '../../../engine/vectors/principal';
import type { StateTrajectories } from '../../../protocol/inspection';
import type { RangeStates } from './rangeStates';

/** Projects the states of a range onto a plane. A new trajectory begins in each line of the document's text. */
export function trajectoriesOf(
  { states, ...read }: RangeStates,
  text: string,
  skipped?: number,
): StateTrajectories {
  const { tokens, size } = read;
  const lines = lineNumbers(
    tokens.map(({ start }) => start),
    text,
  );
  const { points, shares } = principalPlane({ vectors: states, size }, skipped);
  const rowsOf = (line: number) => [...lines.keys()].filter(row => lines[row] === line);
  const [a, b] = [rowsOf(0), rowsOf(1)];
  const row = (index: number) => states.subarray(index * size, (index + 1) * size);
  const similarities = b.slice(0, a.length).map((other, k) => cosine(row(a[k]), row(other)));
  return { ...read, lines, points, shares, similarities };
}

/** Returns the number of the line at each place, from 0. Lines without a place are not counted. */
function lineNumbers(places: readonly number[], text: string): number[] {
  let line = 0;
  return places.map((place, i) => {
    if (i > 0 && text.slice(places[i - 1], place).includes('\n')) line++;
    return line;
  });
}

/** Returns the cosine of two vectors, or 0 if one of them is zero. */
function cosine(a: Float64Array, b: Float64Array): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let k = 0; k < a.length; k++) {
    ab += a[k] * b[k];
    aa += a[k] * a[k];
    bb += b[k] * b[k];
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}
