import { createContext, Script } from 'node:vm';
import type { PatternReader } from '../engine/inspection/properties';
import { reasonOf } from '../protocol/message';
import { UserError } from '../protocol/userError';

/** Milliseconds that a regular expression may take for one piece of a text, which has about 64 KB. */
const LIMIT = 2000;

/** Returns the places of the matches: start, end, start, end and so on. */
const matching = new Script(`
  const places = [];
  for (const line of text.matchAll(/[^\\r\\n]+/g))
    for (const match of line[0].matchAll(expression))
      places.push(line.index + match.index, line.index + match.index + match[0].length);
  places;
`);

/**
 * Returns a function that finds the matches of a regular expression within lines. Some expressions take practically
 * forever. A script in a context of its own can be stopped after a time; a call in this one could not. Throws a UserError
 * for an invalid expression.
 */
export function patternReader(pattern: string, ignoreCase: boolean): PatternReader {
  const expression = compiled(pattern, ignoreCase ? 'giu' : 'gu');
  return text => {
    const marks = new Float64Array(text.length);
    const places = placesIn(pattern, createContext({ expression, text }));
    for (let i = 0; i < places.length; i += 2) marks.fill(1, places[i], places[i + 1]);
    return marks;
  };
}

function compiled(pattern: string, flags: string): RegExp {
  try {
    return new RegExp(pattern, flags);
  } catch (error) {
    throw new UserError('"{0}" is not a regular expression: {1}', [pattern, reasonOf(error)]);
  }
}

function placesIn(pattern: string, context: ReturnType<typeof createContext>): readonly number[] {
  try {
    return matching.runInContext(context, { timeout: LIMIT });
  } catch (error) {
    if (!isTimeout(error)) throw error;
    throw new UserError(
      'The regular expression "{0}" takes too long. Avoid repetitions inside repetitions, such as (a+)+.',
      [pattern],
    );
  }
}

/** The error may belong to the other context, so it need not be an instance of this context's `Error`. */
function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}
