import type { Column } from '../../../src/charts/comparison/columns';
import type { RunData } from '../../../src/charts/runs/runData';

/** Returns the CSS classes of a run's figure: whether it is the best of its column, and how it is aligned. */
export function figureClass(column: Column, run: RunData, best: unknown, runs: readonly RunData[]): string {
  const isBest = best !== undefined && column.value(run) === best;
  return `${isBest ? 'best ' : ''}${alignedClass(column, column.text(run), runs)}`;
}

/**
 * Returns the CSS class that aligns a text in a column. If figures in the column have an asterisk, a text
 * without an asterisk leaves room for one.
 */
export function alignedClass({ kind, text }: Column, shown: string, runs: readonly RunData[]): string {
  const isMarked = (each: string) => each.endsWith('*');
  return !isMarked(shown) && runs.some(run => isMarked(text(run))) ? `${kind} unmarked` : kind;
}
