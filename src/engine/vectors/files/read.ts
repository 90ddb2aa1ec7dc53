import { UserError } from '../../../protocol/userError';
import { decodeLatin1 } from '../../core/latin1';
import type { WordVectors } from '../wordVectors';
import { readBinary } from './readBinary';
import { readText } from './readText';
import { isSafetensors, readSafetensors } from './safetensors';
import type { VectorShape } from './vectorShape';

const LINE_FEED = 0x0a;
/** Minimum number of bytes per number, in text files (a digit and a blank) and binary files (a float32). */
const [TEXT, BINARY] = [2, 4];
/** Number of bytes in which the end of the first line must be found. */
const LONGEST_LINE = 1 << 20;

/**
 * Reads vectors in word2vec's text or binary format, in GloVe's format, which has no header, or in the
 * safetensors format. Throws a UserError with the line or byte that is damaged. Allocates no more memory than the size of the file allows.
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
      '"{0}" is no file of word vectors: its first line must be the number of words and the length of a vector, or a word and its vector.',
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

/** Returns how many decimal numbers are at the end of a line, after a word at its start. */
function numbersAfterWord(line: string): number {
  const [, ...parts] = line.trimEnd().split(/[ \t]+/);
  const last = parts.findLastIndex(part => !/^([-+]?[\d.]+(e[-+]?\d+)?|[-+]?(nan|inf))$/i.test(part));
  return parts.length - 1 - last;
}
