import * as v from 'valibot';
import { comparedNames, type KindsRecord, tokenGroups } from '../../../protocol/kindsComparison';
import { count, finite, positive, runId, settings, text } from '../schemas';

const model = v.picklist(comparedNames);
const group = v.picklist(tokenGroups);

/** The name of a file in the folder of a comparison, which must not be a path. */
const file = v.pipe(v.string(), v.regex(/^[\w-]+\.(arpa|safetensors)$/));

const compared = v.object({
  model,
  parameters: positive,
  tokens: positive,
  seconds: positive,
  perplexity: positive,
  interval: v.optional(v.object({ low: positive, high: positive })),
  groups: v.array(v.object({ group, tokens: count, perplexity: positive })),
  best: v.optional(group),
  worst: v.optional(group),
  file,
});

const argument = v.union([v.string(), finite, v.object({ setting: v.string() })]);
const refused = v.object({ model, reason: v.object({ template: v.string(), args: v.array(argument) }) });

const limit = v.optional(positive);

/** The schema of `comparison.json`. */
export const comparisonSchema: v.GenericSchema<unknown, KindsRecord> = v.object({
  version: v.literal(1),
  id: runId,
  createdAt: v.string(),
  text,
  settings,
  heldOut: count,
  options: v.object({
    budget: v.object({ parameters: limit, tokens: limit, seconds: limit }),
    models: v.array(model),
    seeds: v.pipe(count, v.minValue(1)),
  }),
  results: v.array(v.union([compared, refused])),
});
