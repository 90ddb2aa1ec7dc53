import * as v from 'valibot';
import { liveSettings } from '../../../protocol/liveSettings';
import type { RunRecord } from '../../../protocol/run';
import { count, runId, settings, text, validation } from '../schemas';

const states = ['running', 'paused', 'stopped', 'done', 'failed', 'interrupted'] as const;
const build = v.picklist(['reference', 'simd', 'fma']);

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
  kernels: build,
  kernelChanges: v.optional(v.array(v.object({ iteration: count, from: build, to: build }))),
  iteration: count,
  smoothLoss: v.number(),
  averagedFrom: v.optional(count),
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
