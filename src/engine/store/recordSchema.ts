import * as v from 'valibot';
import { liveSettings } from '../../protocol/liveSettings';
import type { RunRecord } from '../../protocol/run';

export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const states = ['running', 'paused', 'stopped', 'done', 'failed', 'interrupted'] as const;

/** A run's id is the name of its folder: never a path. */
export const runId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/));

export const text = v.object({
  name: v.string(),
  uri: v.string(),
  fingerprint: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  bytes: count,
  tokens: count,
});
export const settings = v.record(v.string(), v.union([v.string(), v.number(), v.boolean()]));
const validation = v.object({ iteration: count, loss: v.number(), error: v.optional(v.number()) });

/** `run.json`, which people may edit; what we do not know in it is left out. */
export const recordSchema: v.GenericSchema<unknown, RunRecord> = v.object({
  version: v.literal(1),
  id: runId,
  name: v.string(),
  createdAt: v.string(),
  state: v.picklist(states),
  failure: v.optional(v.object({ template: v.string(), args: v.array(v.union([v.string(), v.number()])) })),
  settings,
  text,
  validationText: v.optional(text),
  validation: v.optional(v.object({ last: validation, best: validation })),
  vocabulary: count,
  kernels: v.picklist(['reference', 'simd', 'fma']),
  iteration: count,
  smoothLoss: v.number(),
  bestLoss: v.optional(v.number()),
  learningRate: v.number(),
  gradientClip: v.optional(v.number()),
  snapshotInterval: v.optional(count),
  tokensPerSecond: v.number(),
  plan: v.optional(
    v.array(v.object({ iteration: count, setting: v.picklist(liveSettings), value: v.number() })),
  ),
  elapsed: v.number(),
});
