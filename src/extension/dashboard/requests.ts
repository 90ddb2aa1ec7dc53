import * as v from 'valibot';
import { MAX_NOTE, MAX_SEED, MAX_SHOWN } from '../../protocol/dashboard';
import { liveSettings } from '../../settings/settings';

const id = v.pipe(v.string(), v.regex(/^[\w.-]+$/));
const runSchema = v.object({ id });
const runsSchema = v.object({ ids: v.pipe(v.array(id), v.maxLength(MAX_SHOWN)) });
const resumeSchema = v.object({ id, learningRate: v.optional(v.number()) });
const sampleSchema = v.object({
  id,
  temperature: v.pipe(v.number(), v.gtValue(0), v.maxValue(10)),
  seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_SEED))),
});
const changeSchema = v.object({ id, setting: v.picklist(liveSettings), value: v.number() });
const noteSchema = v.object({ id, note: v.pipe(v.string(), v.maxLength(MAX_NOTE)) });
const index = v.pipe(v.number(), v.integer(), v.minValue(0));
const cellSchema = v.object({ id, correct: index, predicted: index });
const followSchema = v.object({ follows: v.boolean() });
const pinSchema = v.object({ pinned: v.boolean() });

/**
 * These functions validate the parameters of requests from the page. Each function throws an error for
 * invalid parameters.
 */
export const run = (params: unknown) => v.parse(runSchema, params);
export const runs = (params: unknown) => v.parse(runsSchema, params);
export const resume = (params: unknown) => v.parse(resumeSchema, params);
export const sample = (params: unknown) => v.parse(sampleSchema, params);
export const change = (params: unknown) => v.parse(changeSchema, params);
export const cell = (params: unknown) => v.parse(cellSchema, params);
export const note = (params: unknown) => v.parse(noteSchema, params);
export const follow = (params: unknown) => v.parse(followSchema, params);
export const pin = (params: unknown) => v.parse(pinSchema, params);
