import type { SettingChange } from './liveSettings';
import type { MetricsBlock, RunRecord, Sample } from './run';

/**
 * One update of a run. The training session sends updates in order, and all listeners up to the page receive
 * them in this format. Records are sent after every change of the run's state, and about once per second
 * while the run trains. `R` is the type of the records, to which the extension adds fields before it sends
 * them to a page.
 */
export type RunUpdate<R extends RunRecord = RunRecord> = {
  readonly id: string;
} & (
  | { readonly kind: 'record'; readonly record: R }
  | { readonly kind: 'metrics'; readonly metrics: MetricsBlock }
  | { readonly kind: 'sample'; readonly sample: Sample }
  | { readonly kind: 'setting'; readonly change: SettingChange }
);

/** Returns the update that announces a record. */
export function recordUpdate<R extends RunRecord>(record: R): RunUpdate<R> {
  return { id: record.id, kind: 'record', record };
}
