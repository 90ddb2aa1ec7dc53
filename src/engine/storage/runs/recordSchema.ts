import * as v from 'valibot';
import type { RunRecord } from '../../../protocol/run';
import { liveSettings } from '../../../settings/settings';
import { count, duration, finite, positive, runId, settings, text, timestamp, validation } from '../schemas';

const states = ['running', 'paused', 'stopped', 'done', 'failed', 'interrupted'] as const;
const build = v.picklist(['reference', 'simd', 'fma']);

const argument = v.union([v.string(), finite, v.object({ setting: v.string() })]);

/** The schema of `run.json`, the record of a run. Users may edit the file. Unknown entries are ignored. */
export const recordSchema: v.GenericSchema<unknown, RunRecord> = v.object({
  version: v.literal(1),
  id: runId,
  name: v.string(),
  createdAt: timestamp,
  state: v.picklist(states),
  failure: v.optional(v.object({ template: v.string(), args: v.array(argument) })),
  settings,
  text,
  validationText: v.optional(text),
  validation: v.optional(v.object({ last: validation, best: validation })),
  vocabulary: count,
  kernels: build,
  kernelChanges: v.optional(v.array(v.object({ iteration: count, from: build, to: build }))),
  extensions: v.optional(v.array(v.object({ iteration: count, from: count, to: count }))),
  iteration: count,
  smoothLoss: finite,
  averagedFrom: v.optional(count),
  bestLoss: v.optional(finite),
  learningRate: positive,
  gradientClip: v.optional(positive),
  snapshotInterval: v.optional(count),
  tokensPerSecond: positive,
  plan: v.optional(v.array(v.object({ iteration: count, setting: v.picklist(liveSettings), value: finite }))),
  phases: v.optional(
    v.array(v.object({ from: count, to: count, epochs: count, resetEvery: v.optional(v.string()) })),
  ),
  elapsed: duration,
});
