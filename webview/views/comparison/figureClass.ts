import type { Column } from '../../../src/charts/comparison/columns';
import type { RunData } from '../../../src/charts/runs/runData';

/**
 * Returns the class of a figure: whether it is the best, and whether it lacks an asterisk that others of its column
 * have. Its digits are then aligned with theirs.
 */
export function figureClass(
  { kind, text, value }: Column,
  run: RunData,
  best: unknown,
  runs: readonly RunData[],
) {
  const isMarked = (each: RunData) => text(each).endsWith('*');
  const lacksMark = !isMarked(run) && runs.some(isMarked);
  const isBest = best !== undefined && value(run) === best;
  return [kind, ...(isBest ? ['best'] : []), ...(lacksMark ? ['unmarked'] : [])].join(' ');
}
