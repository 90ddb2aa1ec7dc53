/** Maximum number of sources, and of characters of all of them, that are translated at once. */
export const LINES = 100;
export const CHARACTERS = 20_000;

/**
 * Returns the source in a line, with its spaces, as training reads it: the whole line or, in a line of a file of pairs, what
 * precedes the tab. Undefined if the line has none.
 */
export function sourceIn(line: string): string | undefined {
  const [source] = line.split('\t', 1);
  return source.trim() === '' ? undefined : source;
}

/** Returns the sources in the lines of a text. */
export const sourcesIn = (text: string): string[] =>
  text.split(/\r\n|\r|\n/).flatMap(line => sourceIn(line) ?? []);

export const charactersIn = (sources: readonly string[]) =>
  sources.reduce((sum, { length }) => sum + length, 0);

/** Whether there are sources, but not too many of them. */
export const areFew = (sources: readonly string[]) =>
  sources.length > 0 && sources.length <= LINES && charactersIn(sources) <= CHARACTERS;
