import { UserError } from '../../../protocol/userError';
import { decodeLatin1 } from '../../core/latin1';
import type { WordVectors } from '../wordVectors';
import type { VectorShape } from './vectorShape';

const [LINE_FEED, SPACE] = [0x0a, 0x20];

/**
 * Reads lines with a word and its numbers. A word may contain blanks. `first` is the number of the first line
 * in the file, for error messages.
 */
export function readText(
  body: Uint8Array,
  first: number,
  { name, words: count, size }: VectorShape,
): WordVectors {
  const words: string[] = [];
  const vectors = new Float32Array(count * size);
  let at = 0;
  for (let i = 0; i < count; i++) {
    const end = body.indexOf(LINE_FEED, at);
    const line = decodeLatin1(body.subarray(at, end < 0 ? body.length : end)).trimEnd();
    const parts = line.split(/[ \t]+/);
    const numbers = parts.splice(-size).map(Number);
    if (parts.length === 0 || !numbers.every(number => Number.isFinite(Math.fround(number)))) {
      throw new UserError('"{0}" is damaged: line {1} is not a word and {2} numbers.', [
        name,
        first + i,
        size,
      ]);
    }
    words.push(parts.join(' '));
    vectors.set(numbers, i * size);
    at = end < 0 ? body.length : end + 1;
  }
  if (body.subarray(at).some(byte => byte > SPACE)) {
    throw new UserError(
      '"{0}" is damaged: its first line announces {1} vectors, but more follow them, from line {2} on.',
      [name, count, first + count],
    );
  }
  return { words, vectors, size };
}
