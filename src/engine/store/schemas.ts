import * as v from 'valibot';

/** What the records on disk have in common. */

export const count = v.pipe(v.number(), v.integer(), v.minValue(0));

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

export const settings = v.record(v.string(), v.union([v.string(), v.number(), v.boolean()]));

export const validation = v.object({ iteration: count, loss: v.number(), error: v.optional(v.number()) });
