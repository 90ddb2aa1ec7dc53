import { formatFixed } from '../../core/formatFixed';
import { encodeLatin1 } from '../../core/latin1';
import { vectorOf, type WordVectors } from '../wordVectors';

/** Number of words in each piece of a file. */
const PIECE = 1000;

/** Writes the vectors for the TensorFlow Embedding Projector: a line per word, with tabs between its numbers. */
export function* projectorVectors(all: WordVectors): Generator<Uint8Array> {
  for (let first = 0; first < all.words.length; first += PIECE) {
    const lines = all.words
      .slice(first, first + PIECE)
      .map((_, i) => Array.from(vectorOf(all, first + i), value => formatFixed(value, 6)).join('\t'));
    yield encodeLatin1(lines.map(line => `${line}\n`).join(''));
  }
}

/**
 * Writes the labels for the TensorFlow Embedding Projector: a word per line, in the order of its vectors. A
 * list with only one column has no heading there.
 */
export function* projectorLabels({ words }: WordVectors): Generator<Uint8Array> {
  for (let first = 0; first < words.length; first += PIECE) {
    const some = words.slice(first, first + PIECE);
    yield encodeLatin1(some.map(word => `${word.replaceAll(/[\t\n\v\f\r]/g, ' ')}\n`).join(''));
  }
}
