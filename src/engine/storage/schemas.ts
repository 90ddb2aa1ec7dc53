import * as v from 'valibot';

/** What the records on disk have in common. */

/** JSON has no infinities, but a number like 1e309 is read as one. */
export const finite = v.pipe(v.number(), v.finite());

export const positive = v.pipe(finite, v.minValue(0));

/** Beyond 2^53 whole numbers are not told apart. */
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Between 0 and 1. */
export const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** Milliseconds between 1970 and the last date that there can be. */
export const LONGEST = 8.64e15;
export const duration = v.pipe(v.number(), v.minValue(0), v.maxValue(LONGEST));

/** ISO 8601, or what else is a date. */
export const timestamp = v.pipe(
  v.string(),
  v.check(text => !Number.isNaN(Date.parse(text))),
);

/** The folders of the runs' texts and of removed runs, beside the runs' own. */
export const TEXTS = 'texts';
export const TRASH = 'trash';

/**
 * A run's or a model's id is the name of its folder: never a path, nor another name of the store's own folders. Some disks
 * do not distinguish cases, and Windows leaves out a point at the end.
 */
export const runId = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/),
  v.check(id => ![TEXTS, TRASH].includes(id.toLowerCase()) && !id.endsWith('.')),
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

export const settings = v.record(v.string(), v.union([v.string(), finite, v.boolean()]));

export const validation = v.object({ iteration: count, loss: finite, error: v.optional(finite) });
