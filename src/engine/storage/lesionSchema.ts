import * as v from 'valibot';
import type { Lesion } from '../../protocol/lesion';
import { count, runId } from './schemas';

const base = v.object({
  name: v.string(),
  id: v.optional(runId),
  iteration: count,
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});

/** The schema of a lesion, which the file of a lesioned model contains. */
export const lesionSchema: v.GenericSchema<unknown, Lesion> = v.object({
  units: v.array(v.object({ layer: count, units: v.array(count) })),
  connections: v.array(v.object({ matrix: v.string(), entries: v.array(count) })),
  base: v.optional(base),
});

/** The schema of the summary of a lesion, which the records of models and runs contain. */
export const lesionNote = v.object({ units: count, connections: count, base: v.optional(base) });
