import * as v from 'valibot';
import type { RunText } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import { runId, TEXTS } from './schemas';

/** The name of the record in the folder of a run, or of an n-gram model or mixture. */
export const RECORD = 'run.json';
export const MODEL_RECORD = 'model.json';

/**
 * Returns the path of a run's folder or of something in it. Throws a UserError for an invalid id, which could
 * lead outside the store.
 */
export function runPath(id: string, ...names: readonly string[]): string {
  if (!v.is(runId, id)) throw new UserError('"{0}" is not the id of a run.', [id]);
  return [id, ...names].join('/');
}

export function textPath(text: RunText): string {
  return `${TEXTS}/${text.fingerprint}.txt`;
}

/**
 * Returns `2026-01-02T03:04:05.000Z` as `20260102T030405`, without milliseconds and characters that file
 * names must not contain.
 */
export function compact(iso: string): string {
  return iso.replace(/[-:]/g, '').slice(0, 15);
}

/**
 * Returns a new id for a run or a model. Ids sort by time; the suffix makes them unique. `now` is in ISO
 * 8601.
 */
export function newId(now: string, suffix: string): string {
  return `${compact(now)}-${suffix}`;
}
