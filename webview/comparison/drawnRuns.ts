import type { RunData } from '../model/runData';
import type { Page } from '../page';
import type { Curve } from '../plot/content';

/** The shown runs but for those that a person hid from the plots. */
export function drawnRuns({ model, state }: Page): readonly RunData[] {
  return model.runs.filter(({ id }) => !state.value.hidden.includes(id));
}

/** How a run's curves stand beside the others. */
export function emphasisOf({ highlight, brushed }: Page, id: string): Curve['emphasis'] {
  if (highlight.value === id) return 'strong';
  const isLeftOut = brushed.value !== undefined && !brushed.value.has(id);
  return isLeftOut || highlight.value !== undefined ? 'faded' : undefined;
}
