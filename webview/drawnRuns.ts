import type { RunData } from './model/runData';
import type { Page } from './page';
import { brushed } from './parallel/brushes';
import type { Curve } from './plot/content';

/** The shown runs but for those that a person hid from the plots or brushed away. */
export function drawnRuns(page: Page): readonly RunData[] {
  const { model, state } = page;
  return brushed(
    page,
    model.runs.filter(({ id }) => !state.value.hidden.includes(id)),
  );
}

/** How a run's curves stand beside the others. */
export function emphasisOf({ highlight }: Page, id: string): Curve['emphasis'] {
  if (highlight.value === undefined) return undefined;
  return highlight.value === id ? 'strong' : 'faded';
}
