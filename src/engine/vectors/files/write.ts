import { concatenate } from '../../core/concatenate';
import { formatFixed } from '../../core/formatFixed';
import { encodeLatin1 } from '../../core/latin1';
import type { WordVectors } from '../wordVectors';

/** Number of words in each piece of output. */
const PIECE = 1000;

/** Writes vectors in word2vec's text format: a header, then each word with its numbers to six decimals. */
export function* textOf({ words, vectors, size }: WordVectors): Generator<Uint8Array> {
  yield encodeLatin1(`${words.length} ${size}\n`);
  for (let first = 0; first < words.length; first += PIECE) {
    const lines = words.slice(first, first + PIECE).map((word, i) => {
      const row = vectors.subarray((first + i) * size, (first + i + 1) * size);
      return `${word} ${Array.from(row, value => `${formatFixed(value, 6)} `).join('')}\n`;
    });
    yield encodeLatin1(lines.join(''));
  }
}

/**
 * Writes vectors in word2vec's binary format: a header, then each word with its numbers in float32,
 * little-endian.
 */
export function* binaryOf({ words, vectors, size }: WordVectors): Generator<Uint8Array> {
  yield encodeLatin1(`${words.length} ${size}\n`);
  for (let first = 0; first < words.length; first += PIECE) {
    const rows = words.slice(first, first + PIECE).flatMap((word, i) => {
      const row = new DataView(new ArrayBuffer(4 * size));
      for (let k = 0; k < size; k++) row.setFloat32(4 * k, vectors[(first + i) * size + k], true);
      return [encodeLatin1(`${word} `), new Uint8Array(row.buffer), encodeLatin1('\n')];
    });
    yield concatenate(Uint8Array, rows);
  }
}
