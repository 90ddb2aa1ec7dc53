import { UserError } from '../../../protocol/userError';
import { decodeLatin1 } from '../../core/latin1';
import type { WordVectors } from '../wordVectors';
import { checkFinite } from './checkFinite';
import type { VectorShape } from './vectorShape';

const [LINE_FEED, SPACE, FLOAT] = [0x0a, 0x20, 4];
/** Maximum length of a word in bytes. A longer one means that the file is damaged. */
const LONGEST_WORD = 1024;

/**
 * Reads words in the binary format. Each word is followed by a space, its numbers in float32 and, optionally,
 * a newline. `offset` is the position of `body` in the file, for error messages.
 */
export function readBinary(
  body: Uint8Array,
  offset: number,
  { name, words: count, size }: VectorShape,
): WordVectors {
  const words: string[] = [];
  const vectors = new Float32Array(count * size);
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (body[at] === LINE_FEED) at++;
    const space = body.subarray(at, at + LONGEST_WORD).indexOf(SPACE);
    const start = at + space + 1;
    if (space < 0 || start + FLOAT * size > body.length) {
      throw new UserError(
        '"{0}" is incomplete or damaged: byte {1} does not begin a word and its {2} numbers.',
        [name, offset + at, size],
      );
    }
    words.push(decodeLatin1(body.subarray(at, start - 1)));
    for (let k = 0; k < size; k++) vectors[i * size + k] = view.getFloat32(start + FLOAT * k, true);
    at = start + FLOAT * size;
  }
  const end = body.subarray(at).findIndex(byte => byte !== LINE_FEED);
  if (end >= 0) {
    throw new UserError(
      '"{0}" is damaged: its first line announces {1} vectors, but more follow them, from byte {2} on.',
      [name, count, offset + at + end],
    );
  }
  checkFinite({ words, vectors, size }, name);
  return { words, vectors, size };
}
