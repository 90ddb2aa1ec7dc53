import { formatFixed } from '../../core/formatFixed';
import { encodeLatin1 } from '../../core/latin1';
import { vectorOf, type WordVectors } from '../wordVectors';

/** Number of words in each piece of output. */
const PIECE = 1000;

/**
 * Writes the vectors for the TensorFlow Embedding Projector: one line per word, with tabs between the
 * numbers.
 */
export function* projectorVectors(all: WordVectors): Generator<Uint8Array> {
  for (let first = 0; first < all.words.length; first += PIECE) {
    const lines = all.words
      .slice(first, first + PIECE)
      .map((_, i) => Array.from(vectorOf(all, first + i), value => formatFixed(value, 6)).join('\t'));
    yield encodeLatin1(lines.map(line => `${line}\n`).join(''));
  }
}

/**
 * Writes the labels for the TensorFlow Embedding Projector: one word per line, in the order of the vectors.
 * The projector expects no heading for labels with only one column.
 */
export function* projectorLabels({ words }: WordVectors): Generator<Uint8Array> {
  for (let first = 0; first < words.length; first += PIECE) {
    const some = words.slice(first, first + PIECE);
    yield encodeLatin1(some.map(word => `${word.replaceAll(/[\t\n\v\f\r]/g, ' ')}\n`).join(''));
  }
}
