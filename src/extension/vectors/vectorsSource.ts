import * as v from 'valibot';
import { tokenVectorKinds, type VectorsSource } from '../../protocol/vectors';

export const kindSchema = v.picklist(tokenVectorKinds);

const checkpoint = v.union([v.picklist(['usual', 'newest', 'best']), v.pipe(v.number(), v.integer())]);
const reference = v.variant('kind', [
  v.object({ kind: v.literal('run'), id: v.string(), checkpoint, isLive: v.boolean() }),
  v.object({ kind: v.literal('made'), id: v.string() }),
  v.object({
    kind: v.literal('file'),
    uri: v.string(),
    opened: v.optional(v.number()),
    unit: v.optional(v.string()),
    unknown: v.optional(v.string()),
  }),
]);

/** The schema of a source that a page has stored. */
export const sourceSchema: v.GenericSchema<unknown, VectorsSource> = v.variant('kind', [
  v.object({ kind: v.literal('made'), id: v.string() }),
  v.object({ kind: v.literal('file'), uri: v.string() }),
  v.object({ kind: v.literal('model'), reference, of: v.optional(kindSchema) }),
]);

/** Returns a key that is the same for all vectors of one model. */
export function keyOf(source: VectorsSource): string {
  return JSON.stringify(source.kind === 'model' ? source.reference : source);
}
