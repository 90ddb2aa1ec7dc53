import { type CollectedLines, LINE_LENGTH, MAX_LINES } from '../protocol/attractors';

/** Maximum number of lines that are read, so that a long document of equal lines does not take long. */
const MOST_READ = 100_000;

/**
 * Collects the first distinct lines of a text for an attractor network: without blanks at both ends, without empty lines, and
 * cut after 32 code points. Reads no further than needed.
 */
export function collectLines(lines: Iterable<string>, most = MAX_LINES): CollectedLines {
  const found = new Set<string>();
  let [read, cut, repeated] = [0, 0, 0];
  for (const line of lines) {
    if (read++ === MOST_READ) return { lines: [...found], cut, repeated, hasMore: true };
    const whole = line.trim();
    const kept = firstCharacters(whole).trimEnd();
    if (kept === '') continue;
    if (found.has(kept)) repeated++;
    else if (found.size === most) return { lines: [...found], cut, repeated, hasMore: true };
    else {
      found.add(kept);
      if (kept.length < whole.length) cut++;
    }
  }
  return { lines: [...found], cut, repeated, hasMore: false };
}

/** Returns the first 32 code points. A code point has at most two UTF-16 units, so the rest need not be read. */
const firstCharacters = (line: string) => [...line.slice(0, 2 * LINE_LENGTH)].slice(0, LINE_LENGTH).join('');
