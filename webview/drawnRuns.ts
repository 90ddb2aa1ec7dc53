import type { Curve } from '../src/charts/plot/content';
import type { RunData } from '../src/charts/runs/runData';
import type { Page } from './page';
import { brushed } from './parallel/brushes';

/** Returns the shown runs, without those that the user hid and those that are outside the brushed ranges. */
export function drawnRuns(page: Page): readonly RunData[] {
  const { model, state } = page;
  return brushed(
    page,
    model.runs.filter(({ id }) => !state.value.hidden.includes(id)),
  );
}

/**
 * Returns the emphasis of a run's curves: `strong` if the run is highlighted, `faded` if another run is
 * highlighted. Undefined if no run is highlighted.
 */
export function emphasisOf({ highlight }: Page, id: string): Curve['emphasis'] {
  if (highlight.value === undefined) return undefined;
  return highlight.value === id ? 'strong' : 'faded';
}
