import * as v from 'valibot';
import type { StoredModel } from '../../../protocol/storedModels';
import { lesionNote } from '../lesionSchema';
import { count, positive, runId, settings, share, text } from '../schemas';

const common = {
  version: v.literal(1),
  id: runId,
  name: v.string(),
  createdAt: v.string(),
  vocabulary: count,
};

const ngram = v.object({
  ...common,
  kind: v.literal('ngram'),
  text,
  settings,
  smoothing: v.picklist(['kneserNey', 'wittenBell', 'goodTuring', 'additive']),
  ngrams: v.array(count),
});

/** The fields of models that EM trains on a text. */
const em = {
  ...common,
  text,
  settings,
  states: v.pipe(count, v.minValue(1)),
  iterations: count,
  perplexity: positive,
};

const hmm = v.object({
  ...em,
  kind: v.literal('hmm'),
  raisedEmissions: count,
  isOfLetters: v.boolean(),
  byLine: v.optional(v.boolean()),
});

const lds = v.object({
  ...em,
  kind: v.literal('lds'),
  passes: count,
  requestedPasses: v.optional(count),
  seed: count,
});

/** The weight of a member of a mixture. The weights of a log-linear mixture need not sum to 1. */
const weight = v.pipe(v.number(), v.minValue(0), v.maxValue(1000));

const reference = v.variant('kind', [
  v.object({
    kind: v.literal('run'),
    id: runId,
    checkpoint: v.union([v.picklist(['usual', 'newest', 'best']), count]),
  }),
  v.object({ kind: v.literal('made'), id: runId }),
  v.object({
    kind: v.literal('file'),
    uri: v.string(),
    unit: v.optional(v.string()),
    unknown: v.optional(v.string()),
  }),
  v.object({
    kind: v.literal('cache'),
    size: v.pipe(count, v.minValue(1), v.maxValue(100_000)),
    decay: share,
  }),
]);

const mixture = v.object({
  ...common,
  kind: v.literal('mixture'),
  combination: v.picklist(['linear', 'logLinear']),
  members: v.pipe(
    v.array(v.object({ reference, name: v.string(), weight, vocabulary: v.optional(count) })),
    v.minLength(1),
  ),
  heldOut: v.optional(v.object({ name: v.string(), tokens: count, perplexity: positive })),
});

const lesion = v.object({ ...common, kind: v.literal('lesion'), lesion: lesionNote });

const vectors = v.object({
  ...common,
  kind: v.literal('vectors'),
  text,
  settings,
  size: count,
  trained: v.optional(share),
});

/**
 * The schema of `model.json`, the record of a stored model. Users may edit the file. Unknown entries are ignored.
 */
export const storedModelSchema: v.GenericSchema<unknown, StoredModel> = v.variant('kind', [
  ngram,
  hmm,
  lds,
  mixture,
  lesion,
  vectors,
]);
