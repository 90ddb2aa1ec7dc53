import * as v from 'valibot';
import type { RunText } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import { COMPARISONS, runId, TEXTS } from './schemas';

/** The names of the record files in the folders of runs, of models, and of comparisons of kinds of models. */
export const RECORD = 'run.json';
export const MODEL_RECORD = 'model.json';
export const COMPARISON_RECORD = 'comparison.json';

/**
 * Returns the path of a run's folder, or of a file or folder in it. Throws a UserError for an invalid id,
 * because it could lead outside the store.
 */
export function runPath(id: string, ...names: readonly string[]): string {
  if (!v.is(runId, id)) throw new UserError('"{0}" is not the id of a run.', [id]);
  return [id, ...names].join('/');
}

/**
 * Returns the path of the folder of a comparison, or of a file in it. Throws a UserError for an invalid id, because
 * it could lead outside the store.
 */
export function comparisonPath(id: string, ...names: readonly string[]): string {
  if (!v.is(runId, id)) throw new UserError('There is no comparison "{0}".', [id]);
  return [COMPARISONS, id, ...names].join('/');
}

export function textPath(text: RunText): string {
  return `${TEXTS}/${text.fingerprint}.txt`;
}

/**
 * Returns a time without milliseconds and without characters that are not allowed in file names:
 * `2026-01-02T03:04:05.000Z` becomes `20260102T030405`.
 */
export function compact(iso: string): string {
  return iso.replace(/[-:]/g, '').slice(0, 15);
}

/**
 * Returns a new id for a run or a model. Ids sort by time. `suffix` makes them unique. `now` is in ISO 8601.
 */
export function newId(now: string, suffix: string): string {
  return `${compact(now)}-${suffix}`;
}
