import * as v from 'valibot';

/** Undefined for what is no JSON, or JSON of something else. */
export function parseJson<T>(schema: v.GenericSchema<unknown, T>, json: string): T | undefined {
  try {
    const result = v.safeParse(schema, JSON.parse(json));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}
