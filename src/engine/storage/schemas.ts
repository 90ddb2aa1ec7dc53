import * as v from 'valibot';
import type { RunSettings } from '../../protocol/run';

/** Schemas that several kinds of records on disk share. */

/**
 * The schema of a finite number. JSON has no infinities, but numbers such as 1e309 are parsed as infinite.
 */
export const finite = v.pipe(v.number(), v.finite());

export const positive = v.pipe(finite, v.minValue(0));

/** The schema of a non-negative integer up to 2^53 - 1. Larger integers are not exact. */
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A fraction from 0 to 1. */
export const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** The latest time that JavaScript can represent, in milliseconds since 1970. */
export const LONGEST = 8.64e15;
export const duration = v.pipe(v.number(), v.minValue(0), v.maxValue(LONGEST));

/** The schema of a time in ISO 8601 or another format that `Date.parse` accepts. */
export const timestamp = v.pipe(
  v.string(),
  v.check(text => !Number.isNaN(Date.parse(text))),
);

/** The folders of texts, of removed runs and models, and of comparisons of kinds. They are next to the folders of the runs. */
export const TEXTS = 'texts';
export const TRASH = 'trash';
export const COMPARISONS = 'comparisons';

/**
 * The id of a run or a model, which is also the name of its folder. It must not be a path, or the name of one
 * of the store's own folders. Some file systems ignore case, and Windows ignores a trailing period. Names
 * that differ from the store's folders only in this way are therefore rejected as well.
 */
export const runId = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/),
  v.check(id => ![TEXTS, TRASH, COMPARISONS].includes(id.toLowerCase()) && !id.endsWith('.')),
);

export const text = v.object({
  name: v.string(),
  uri: v.string(),
  fingerprint: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  bytes: count,
  tokens: count,
  unknown: v.optional(count),
  leftOut: v.optional(count),
});

/**
 * The schema of settings, by their names. One function checks all of them, which is faster than a schema for
 * each. This matters because thousands of records may be read at a time.
 */
export const settings = v.custom<RunSettings>(
  found =>
    typeof found === 'object' &&
    found !== null &&
    !Array.isArray(found) &&
    Object.values(found).every(
      value => ['string', 'boolean'].includes(typeof value) || Number.isFinite(value),
    ),
);

export const validation = v.object({
  iteration: count,
  loss: finite,
  error: v.optional(finite),
  accuracy: v.optional(share),
  macroF1: v.optional(share),
  exact: v.optional(share),
});
