import * as v from 'valibot';

/** Schema of the messages that a page may send: requests and cancellations of requests, but no events. */
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
