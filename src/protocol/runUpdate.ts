import type { SettingChange } from './liveSettings';
import type { MetricsBlock, RunRecord, Sample } from './run';

/**
 * One update of a run. The training session sends them in order, and they reach every listener up to the page
 * in this form. A page gets records with more fields than the session sends.
 */
export type RunUpdate<R extends RunRecord = RunRecord> = {
  readonly id: string;
} /** Sent after every change of state, and about once per second while training. */ & (
  | { readonly kind: 'record'; readonly record: R }
  | { readonly kind: 'metrics'; readonly metrics: MetricsBlock }
  | { readonly kind: 'sample'; readonly sample: Sample }
  | { readonly kind: 'setting'; readonly change: SettingChange }
);

/** Returns the update that announces a record. */
export function recordUpdate<R extends RunRecord>(record: R): RunUpdate<R> {
  return { id: record.id, kind: 'record', record };
}
