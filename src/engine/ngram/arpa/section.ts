import { UserError } from '../../../protocol/userError';
import { type Lines, shown } from './lines';

/** log10 P and log10 of the back-off weight, 0 where there is none; the words of an n-gram. */
export type VisitNgram = (logProb: number, words: readonly string[], backOff: number) => void;

/** SRILM's 0 as a logarithm. */
const NOTHING = -99;

/** Reads the n-grams of one length, from their heading to the next, where it leaves `lines`. */
export function readSection(lines: Lines, length: number, count: number, visit: VisitNgram): void {
  const heading = `\\${length}-grams:`;
  if (lines.line !== heading) {
    throw new UserError(
      'Line {1} of "{0}" is "{2}", where "{3}" was expected.',
      lines.here(shown(lines.line), heading),
    );
  }
  let read = 0;
  while (lines.readFilled() && !lines.line.startsWith('\\')) {
    if (read === count) {
      throw new UserError(
        'Line {1} of "{0}" is one {2}-gram more than the {3} that the header promises.',
        lines.here(length, count),
      );
    }
    readNgram(lines, length, visit);
    read++;
  }
  if (read < count) {
    throw new UserError(
      'The {2}-grams of "{0}" end at line {1}: there are {3} of them, but the header promises {4}. The file may be cut off.',
      lines.here(length, read, count),
    );
  }
}

function readNgram(lines: Lines, length: number, visit: VisitNgram): void {
  const fields = lines.line.split(/[ \t]+/);
  const extra = fields.length - length - 1;
  if (extra !== 0 && extra !== 1) {
    throw new UserError(
      'Line {1} of "{0}" is "{2}"; a {3}-gram has a log10 probability, {3} words and perhaps a back-off weight.',
      lines.here(shown(lines.line), length),
    );
  }
  const logProb = logarithm(fields[0]);
  const backOff = extra === 1 ? logarithm(fields[length + 1]) : 0;
  if (!(logProb <= 0)) {
    throw new UserError(
      'Line {1} of "{0}" has the log10 probability "{2}"; it must be a number and not above 0.',
      lines.here(shown(fields[0])),
    );
  }
  if (!(backOff < Number.POSITIVE_INFINITY)) {
    throw new UserError(
      'Line {1} of "{0}" has the back-off weight "{2}", which is not a number.',
      lines.here(shown(fields[length + 1])),
    );
  }
  visit(logProb, fields.slice(1, length + 1), backOff);
}

/** NaN for what is no number. */
function logarithm(text: string): number {
  const value = text.toLowerCase() === '-inf' ? Number.NEGATIVE_INFINITY : Number(text);
  return value <= NOTHING ? Number.NEGATIVE_INFINITY : value;
}
