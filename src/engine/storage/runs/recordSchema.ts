import * as v from 'valibot';
import type { FailureKind, RunFailure, RunRecord } from '../../../protocol/run';
import { liveSettings } from '../../../settings/settings';
import { lesionNote } from '../lesionSchema';
import { count, duration, finite, positive, runId, settings, text, timestamp, validation } from '../schemas';

const states = ['running', 'paused', 'stopped', 'done', 'failed', 'interrupted'] as const;
const build = v.picklist(['reference', 'simd', 'fma']);

const argument = v.union([v.string(), finite, v.object({ setting: v.string() })]);

/** Older versions stored only the message, from which the kind is derived. */
const failure = v.pipe(
  v.object({
    kind: v.optional(v.picklist(['notFinite', 'exploded', 'other'])),
    template: v.string(),
    args: v.array(argument),
  }),
  v.transform(({ template, args, kind = kindOf(template) }): RunFailure => ({ kind, template, args })),
);

/** The schema of `run.json`, the record of a run. Users may edit the file. Unknown entries are ignored. */
export const recordSchema: v.GenericSchema<unknown, RunRecord> = v.object({
  version: v.literal(1),
  id: runId,
  name: v.string(),
  createdAt: timestamp,
  state: v.picklist(states),
  failure: v.optional(failure),
  settings,
  text,
  validationText: v.optional(text),
  validation: v.optional(v.object({ last: validation, best: validation })),
  vocabulary: count,
  labelling: v.optional(v.object({ task: v.picklist(['classify', 'tag']), count })),
  translation: v.optional(v.object({ symbols: count })),
  task: v.optional(v.literal('cloze')),
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
  lesion: v.optional(lesionNote),
  imported: v.optional(v.boolean()),
  phases: v.optional(
    v.array(v.object({ from: count, to: count, epochs: count, resetEvery: v.optional(v.string()) })),
  ),
  elapsed: duration,
});

function kindOf(template: string): FailureKind {
  if (template.startsWith('The loss stopped being a number')) return 'notFinite';
  return template.startsWith('The loss exploded') ? 'exploded' : 'other';
}
