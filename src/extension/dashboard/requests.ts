import * as v from 'valibot';

/** What a page may send: requests and their cancellation, nothing else. */
const messageSchema = v.variant('kind', [
  v.object({
    kind: v.literal('request'),
    id: v.number(),
    method: v.string(),
    params: v.optional(v.unknown()),
  }),
  v.object({ kind: v.literal('cancel'), id: v.number() }),
]);

export type PageMessage = v.InferOutput<typeof messageSchema>;

export function readMessage(message: unknown): PageMessage | undefined {
  const result = v.safeParse(messageSchema, message);
  return result.success ? result.output : undefined;
}

const id = v.pipe(v.string(), v.regex(/^[\w.-]+$/));
const runSchema = v.object({ id });
const resumeSchema = v.object({ id, learningRate: v.optional(v.number()) });
const sampleSchema = v.object({ id, temperature: v.pipe(v.number(), v.gtValue(0), v.maxValue(10)) });
const rateSchema = v.object({ id, learningRate: v.number() });

/** Throw when a page asks for what it cannot mean. */
export const readRun = (params: unknown) => v.parse(runSchema, params);
export const readResume = (params: unknown) => v.parse(resumeSchema, params);
export const readSample = (params: unknown) => v.parse(sampleSchema, params);
export const readRate = (params: unknown) => v.parse(rateSchema, params);
