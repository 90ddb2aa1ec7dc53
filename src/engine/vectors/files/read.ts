import { UserError } from '../../../protocol/userError';
import { decodeLatin1 } from '../../core/latin1';
import type { WordVectors } from '../wordVectors';
import { readBinary } from './readBinary';
import { readText } from './readText';
import { isSafetensors, readSafetensors } from './safetensors';
import type { VectorShape } from './vectorShape';

const LINE_FEED = 0x0a;
/**
 * Minimum number of bytes per number: in text files (a digit and a blank), and in binary files (a float32).
 */
const [TEXT, BINARY] = [2, 4];
/** Maximum number of bytes of the first line. A file with a longer first line is not valid. */
const LONGEST_LINE = 1 << 20;

/**
 * Reads vectors in the safetensors format, in word2vec's text or binary format, or in GloVe's text format,
 * which has no header. Throws a UserError with the line or byte of the error if the file is damaged.
 * Allocates no more memory than the size of the file allows.
 */
export function readVectors(bytes: Uint8Array, name: string): WordVectors {
  if (isSafetensors(bytes)) return readSafetensors(bytes, name);
  const first = firstLine(bytes);
  const header = /^\s*(\d{1,10})[ \t]+(\d{1,7})[ \t]*\r?$/.exec(first);
  if (!header) return readWithoutHeader(bytes, name, first);
  const [words, size] = [Number(header[1]), Number(header[2])];
  const body = bytes.subarray(first.length + 1);
  const isText = numbersAfterWord(firstLine(body)) >= size;
  const shape = { name, words, size };
  checkSize(body, shape, isText ? TEXT : BINARY);
  return isText ? readText(body, 2, shape) : readBinary(body, first.length + 1, shape);
}

/** Reads GloVe's text format: lines with a word and its numbers. */
function readWithoutHeader(bytes: Uint8Array, name: string, first: string): WordVectors {
  const size = numbersAfterWord(first);
  if (size < 2) {
    throw new UserError(
      '"{0}" is not a file of word vectors: its first line must be the number of words and the length of a vector, or a word and its vector.',
      [name],
    );
  }
  let words = bytes.at(-1) === LINE_FEED ? 0 : 1;
  for (const byte of bytes) if (byte === LINE_FEED) words++;
  checkSize(bytes, { name, words, size }, TEXT);
  return readText(bytes, 1, { name, words, size });
}

/**
 * Throws a UserError if the file is too short for the vectors that its header announces. Called before memory
 * is allocated.
 */
function checkSize(body: Uint8Array, { name, words, size }: VectorShape, bytesPerNumber: number): void {
  if (words > 0 && size > 0 && body.length >= words * size * bytesPerNumber) return;
  throw new UserError(
    '"{0}" is incomplete or damaged: {1} vectors of {2} numbers do not fit into {3} bytes.',
    [name, words, size, body.length],
  );
}

function firstLine(bytes: Uint8Array): string {
  const end = bytes.subarray(0, LONGEST_LINE).indexOf(LINE_FEED);
  return decodeLatin1(bytes.subarray(0, end < 0 ? Math.min(bytes.length, LONGEST_LINE) : end));
}

/** Returns the number of decimal numbers at the end of a line that starts with a word. */
function numbersAfterWord(line: string): number {
  const [, ...parts] = line.trimEnd().split(/[ \t]+/);
  const last = parts.findLastIndex(part => !/^([-+]?[\d.]+(e[-+]?\d+)?|[-+]?(nan|inf))$/i.test(part));
  return parts.length - 1 - last;
}
