import * as v from 'valibot';

/**
 * Parses JSON and checks it against a schema. Returns undefined if the text is not JSON or does not match.
 */
export function parseJson<T>(schema: v.GenericSchema<unknown, T>, json: string): T | undefined {
  try {
    const result = v.safeParse(schema, JSON.parse(json));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}
