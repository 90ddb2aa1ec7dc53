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

/** The format of a file of word vectors, according to its first lines. */
export interface VectorsHead {
  readonly format: 'word2vecText' | 'word2vecBinary' | 'glove';
  /** Number of words. Undefined for GloVe's format, which has no header. */
  readonly words?: number;
  /** Length of a vector. */
  readonly size: number;
  /** Index of the byte at which the vectors begin. */
  readonly bodyAt: number;
}

/** Returns the format of a file, of which only the beginning may be given. Undefined if these are not word vectors. */
export function vectorsHead(bytes: Uint8Array): VectorsHead | undefined {
  const first = firstLine(bytes);
  const header = /^\s*(\d{1,10})[ \t]+(\d{1,7})[ \t]*\r?$/.exec(first);
  if (!header) {
    const size = numbersAfterWord(first);
    return size < 2 ? undefined : { format: 'glove', size, bodyAt: 0 };
  }
  const [words, size] = [Number(header[1]), Number(header[2])];
  const bodyAt = first.length + 1;
  const isText = numbersAfterWord(firstLine(bytes.subarray(bodyAt))) >= size;
  return { format: isText ? 'word2vecText' : 'word2vecBinary', words, size, bodyAt };
}

/**
 * Reads vectors in the safetensors format, in word2vec's text or binary format, or in GloVe's text format,
 * which has no header. Throws a UserError with the line or byte of the error if the file is damaged.
 * Allocates no more memory than the size of the file allows.
 */
export function readVectors(bytes: Uint8Array, name: string): WordVectors {
  if (isSafetensors(bytes)) return readSafetensors(bytes, name);
  const head = vectorsHead(bytes);
  if (!head) {
    throw new UserError(
      '"{0}" is not a file of word vectors: its first line must be the number of words and the length of a vector, or a word and its vector.',
      [name],
    );
  }
  const { format, size, bodyAt, words = linesIn(bytes) } = head;
  const body = bytes.subarray(bodyAt);
  const shape = { name, words, size };
  checkVectorsSize(head, shape, body.length);
  if (format === 'word2vecBinary') return readBinary(body, bodyAt, shape);
  return readText(body, format === 'glove' ? 1 : 2, shape);
}

function linesIn(bytes: Uint8Array): number {
  let lines = bytes.at(-1) === LINE_FEED ? 0 : 1;
  for (const byte of bytes) if (byte === LINE_FEED) lines++;
  return lines;
}

/**
 * Throws a UserError if `length` bytes after the header are too few for the vectors that it announces. Called before
 * memory is allocated.
 */
export function checkVectorsSize(
  { format }: Pick<VectorsHead, 'format'>,
  { name, words, size }: VectorShape,
  length: number,
): void {
  const bytesPerNumber = format === 'word2vecBinary' ? BINARY : TEXT;
  if (words > 0 && size > 0 && length >= words * size * bytesPerNumber) return;
  throw new UserError(
    '"{0}" is incomplete or damaged: {1} vectors of {2} numbers do not fit into {3} bytes.',
    [name, words, size, length],
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
