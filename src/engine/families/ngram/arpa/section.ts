import { UserError } from '../../../../protocol/userError';
import type { ByteLines } from './byteLines';
import type { Irregularities } from './irregularities';
import { shown } from './lines';

/** Receives an n-gram: its log10 P, its words, and log10 of its back-off weight (0 if the file has none). */
export type VisitNgram = (logProb: number, words: readonly string[], backOff: number) => void;

/** The number that SRILM writes for the logarithm of 0. */
const NOTHING = -99;
/**
 * Matches negative infinity as Microsoft's C library prints it. Other libraries print the forms that
 * `INFINITE` matches.
 */
const MICROSOFT = /^-1\.#inf0*$/i;
const INFINITE = /^-inf(?:inity)?$/i;
/** A log10 P may exceed 0 by this much because of rounding. Such a value counts as 0. */
const ROUNDING = 1e-4;

/** The length of a section's n-grams, and their number in the header. */
export interface NgramSection {
  readonly length: number;
  readonly count: number;
}

/** Receives the n-grams of a section. */
export interface SectionReader {
  /**
   * Reads the next line itself. Returns false if it cannot; then the line is read as a string and passed to
   * `visit`.
   */
  readonly readLine: () => boolean;
  readonly visit: VisitNgram;
}

/**
 * Reads the n-grams of one length, from their heading to the next heading. Afterwards, `lines` is at the next
 * heading. If the section contains more n-grams than the header says, all of them are read. If it contains
 * fewer, throws a UserError, because the file was truncated.
 */
export function readSection(
  lines: ByteLines,
  { length, count }: NgramSection,
  irregularities: Irregularities,
  { readLine, visit }: SectionReader,
): void {
  const heading = `\\${length}-grams:`;
  if (lines.line !== heading) {
    throw new UserError(
      'Line {1} of "{0}" is "{2}", but "{3}" was expected.',
      lines.here(shown(lines.line), heading),
    );
  }
  let read = 0;
  for (;;) {
    if (!readLine()) {
      if (!lines.readFilled() || lines.line.startsWith('\\')) break;
      readNgram(lines, length, irregularities, visit);
    }
    if (read >= count) irregularities.note('unpromised', lines.number);
    read++;
  }
  if (read < count) {
    throw new UserError(
      'The {2}-grams of "{0}" end at line {1}: {3} were found, but the header announces {4}. The file may be truncated.',
      lines.here(length, read, count),
    );
  }
}

function readNgram(
  lines: ByteLines,
  length: number,
  irregularities: Irregularities,
  visit: VisitNgram,
): void {
  const fields = lines.line.split(/[ \t]+/);
  const extra = fields.length - length - 1;
  if (extra !== 0 && extra !== 1) {
    throw new UserError(
      'Line {1} of "{0}" is "{2}", but a {3}-gram was expected: a log10 probability, {3} words and, if any, a back-off weight.',
      lines.here(shown(lines.line), length),
    );
  }
  const [first, last] = [fields[0], fields[length + 1]];
  if (MICROSOFT.test(first) || (extra === 1 && MICROSOFT.test(last)))
    irregularities.note('microsoft', lines.number);
  const logProb = logarithm(first);
  const backOff = extra === 1 ? logarithm(last) : 0;
  if (!(logProb <= ROUNDING)) {
    throw new UserError(
      'Line {1} of "{0}" has the log10 probability "{2}"; it must be a number and not above 0.',
      lines.here(shown(first)),
    );
  }
  if (!(backOff < Number.POSITIVE_INFINITY)) {
    throw new UserError(
      'Line {1} of "{0}" has the back-off weight "{2}", which is not a number.',
      lines.here(shown(last)),
    );
  }
  if (logProb > 0) irregularities.note('aboveZero', lines.number);
  visit(Math.min(logProb, 0), fields.slice(1, length + 1), backOff);
}

/** Converts the text of a logarithm to a number. Returns NaN if it is not a number. */
function logarithm(text: string): number {
  const isInfinite = INFINITE.test(text) || MICROSOFT.test(text);
  const value = isInfinite ? Number.NEGATIVE_INFINITY : Number(text);
  return value <= NOTHING ? Number.NEGATIVE_INFINITY : value;
}
