import { UserError } from '../../../../protocol/userError';
import { type RnnlmNumbers, weightCounts } from '../rnnlmModel';
import type { Cursor } from './cursor';
import type { RnnlmHeader } from './header';

/** Minimum number of bytes that a number takes in a text file: a digit and a newline. */
const SHORTEST_NUMBER = 2;
/** Minimum number of bytes of a vocabulary line: three numbers, a word, separators and a newline. */
const SHORTEST_WORD = 8;
const FLOAT = 4;

/** Reads the weights of a model as numbers, in the order of the file. */
export interface ModelNumbers {
  /** Starts to read an array. In text files, reads the heading before the array. */
  heading(text: string): void;
  next(): number;
  /** Fills an array with the next numbers. */
  all(array: RnnlmNumbers): void;
  /** Throws a UserError unless the file ends here. */
  end(): void;
}

/** Throws a UserError if the file is too short for the sizes in its header. */
export function checkLength(cursor: Cursor, header: RnnlmHeader): void {
  const needed = leastLength(header);
  if (needed > cursor.left) throw incomplete(cursor, needed);
}

/** Returns the minimum number of bytes after a header, for its vocabulary and its weights. */
export function leastLength(header: RnnlmHeader): number {
  const size = header.structure.binary ? FLOAT : SHORTEST_NUMBER;
  return header.words * SHORTEST_WORD + numbersIn(header) * size;
}

/**
 * Returns a reader for the weights after the vocabulary. Throws a UserError if the length of a binary model
 * differs from what its header requires.
 */
export function bodyOf(cursor: Cursor, header: RnnlmHeader): ModelNumbers {
  if (!header.structure.binary) return textNumbers(cursor);
  const needed = numbersIn(header) * FLOAT;
  if (needed > cursor.left) throw incomplete(cursor, needed);
  if (needed < cursor.left) {
    throw new UserError(
      'This rnnlm model is damaged: {0} bytes follow its vocabulary, but the sizes in its header ask for {1}.',
      [cursor.left, needed],
    );
  }
  return binaryNumbers(cursor);
}

function numbersIn({ structure, words }: RnnlmHeader): number {
  return Object.values(weightCounts(structure, words)).reduce((sum, count) => sum + count, structure.hidden);
}

/** Returns the error for a file of `size` bytes that should have `needed` bytes after the current position. */
export function incomplete(cursor: Cursor, needed: number, size = cursor.bytes.length): UserError {
  return new UserError(
    'This rnnlm model is incomplete or damaged: the sizes in its header ask for {0} bytes more than byte {1}, but it ends at {2}.',
    [needed, cursor.at, size],
  );
}

function textNumbers(cursor: Cursor): ModelNumbers {
  return {
    heading: text => cursor.heading(text),
    next: () => cursor.number(),
    all(array) {
      for (let i = 0; i < array.length; i++) array[i] = cursor.number();
    },
    end() {
      cursor.skipSpace();
      if (cursor.left > 0) throw cursor.unexpected('');
    },
  };
}

function binaryNumbers(cursor: Cursor): ModelNumbers {
  const { buffer, byteOffset, length } = cursor.bytes;
  const view = new DataView(buffer, byteOffset, length);
  let array = '';
  const next = () => {
    const value = view.getFloat32(cursor.at, true);
    if (!Number.isFinite(value)) {
      throw new UserError(
        'This rnnlm model is damaged: a number in "{2}", at byte {0} of the file, is not finite ({1}).',
        [cursor.at, String(value), array],
      );
    }
    cursor.at += FLOAT;
    return value;
  };
  return {
    heading(text) {
      array = text.replace(':', '');
    },
    next,
    all(numbers) {
      for (let i = 0; i < numbers.length; i++) numbers[i] = next();
    },
    end() {},
  };
}
