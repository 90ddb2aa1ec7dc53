import * as v from 'valibot';
import type { RunText } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import { runId, TEXTS } from './schemas';

/** The record of a run, or of a model that was made at once, in its folder. */
export const RECORD = 'run.json';
export const MODEL_RECORD = 'model.json';

/** A run's folder or something in it. An id from outside must not lead elsewhere. */
export function runPath(id: string, ...names: readonly string[]): string {
  if (!v.is(runId, id)) throw new UserError('"{0}" is not the id of a run.', [id]);
  return [id, ...names].join('/');
}

export function textPath(text: RunText): string {
  return `${TEXTS}/${text.fingerprint}.txt`;
}

/** `2026-01-02T03:04:05.000Z` without what file names cannot have, nor milliseconds. */
export function compact(iso: string): string {
  return iso.replace(/[-:]/g, '').slice(0, 15);
}

/** Of a run or a model: sorts by time; the suffix makes it unique. `now` is ISO 8601. */
export function newId(now: string, suffix: string): string {
  return `${compact(now)}-${suffix}`;
}
