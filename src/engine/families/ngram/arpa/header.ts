import { UserError } from '../../../../protocol/userError';
import type { Tokenizer } from '../../../data/tokenizer';
import { tokenizerNamed } from '../../../data/tokenizers';
import type { ByteLines } from './byteLines';
import { shown } from './lines';

const DATA = '\\data\\';
/** The first line of a file in iARPA, a text format of IRSTLM. */
const INTERPOLATED = 'iARPA';

/**
 * Maximum length of n-grams in a header. No practical model has longer n-grams, so a larger number means that
 * the file is damaged.
 */
const HIGHEST_ORDER = 32;

/**
 * Returns the line that `writeArpa` writes first. It names the unit of tokenization. Other programs, such as
 * KenLM, treat lines before `\data\` as comments.
 */
export const unitLine = (id: string) => `# elman-lab unit ${id}\n`;
const UNIT = /^# elman-lab unit (.+)$/;
/**
 * Matches the line by which earlier versions of Elman Lab marked files of segmented words, instead of the
 * line that `unitLine` returns.
 */
const LOCALE = /^elman-lab locale (\S+)$/;

export interface ArpaHeader {
  /** Number of n-grams of each length, starting with length 1. */
  readonly counts: readonly number[];
  /** The tokenizer that the file names. Undefined if the file names none, or one that does not exist. */
  readonly tokenizer?: Tokenizer;
  /** Whether the file is in IRSTLM's format iARPA, with discounted frequencies instead of probabilities. */
  readonly isInterpolated: boolean;
}

const BACKSLASH = 0x5c;
const BLANKS = new Set([0x20, 0x09, 0x0d]);
const NEWLINE = 0x0a;

/**
 * Returns whether a line of the file is `\data\`, the start of the header. Any number of comment lines may
 * come before it.
 */
export function hasHeader(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(BACKSLASH); at >= 0; at = bytes.indexOf(BACKSLASH, at + 1)) {
    let [start, end] = [at, at + DATA.length];
    if (String.fromCharCode(...bytes.subarray(start, end)) !== DATA) continue;
    while (start > 0 && BLANKS.has(bytes[start - 1])) start--;
    while (end < bytes.length && BLANKS.has(bytes[end])) end++;
    if ((start === 0 || bytes[start - 1] === NEWLINE) && (end === bytes.length || bytes[end] === NEWLINE))
      return true;
  }
  return false;
}

/**
 * Reads the `\data\` section, which gives the number of n-grams of each length. Afterwards, `lines` is at the
 * first line after the section. Before any memory is allocated, checks the numbers against the size of the
 * file: an n-gram of n words takes n + 1 fields of at least 2 bytes each.
 */
export function readHeader(lines: ByteLines, bytes: number): ArpaHeader {
  let tokenizer: Tokenizer | undefined;
  let isInterpolated = false;
  while (lines.line !== DATA) {
    tokenizer ??= tokenizerOf(lines.line);
    if (lines.line === INTERPOLATED) isInterpolated = true;
    if (!lines.readFilled())
      throw new UserError('"{0}" is not an ARPA file: it has no line "{2}".', lines.here(DATA));
  }
  const counts: number[] = [];
  let room = bytes;
  while (lines.readFilled() && !lines.line.startsWith('\\')) {
    const length = counts.length + 1;
    const [, found, count] = /^ngram\s+(\d+)\s*=\s*(\d+)$/.exec(lines.line) ?? [];
    if (Number(found) !== length || length > HIGHEST_ORDER) {
      throw new UserError(
        'Line {1} of "{0}" is "{2}", but the count of {3}-grams or the first section was expected. Lengths go from 1 to at most {4}.',
        lines.here(shown(lines.line), length, HIGHEST_ORDER),
      );
    }
    room -= Number(count) * 2 * (length + 1);
    if (room < 0) {
      throw new UserError(
        'Line {1} of "{0}" announces more n-grams than fit into {2} bytes. The file is damaged or truncated.',
        lines.here(bytes),
      );
    }
    counts.push(Number(count));
  }
  return { counts, tokenizer, isInterpolated };
}

function tokenizerOf(line: string): Tokenizer | undefined {
  const [, id] = UNIT.exec(line) ?? [];
  const [, locale] = LOCALE.exec(line) ?? [];
  return tokenizerNamed(id ?? `segmented ${locale}`);
}
