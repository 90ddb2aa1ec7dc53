import { columnsOf } from '../../common/wideLetters';

/** Maximum width, in columns, of the letters shown on each side of a token. */
const SHOWN = 12;
/**
 * Number of UTF-16 units that are searched on each side of a token. They suffice for `SHOWN` letters of two
 * units each, with combining marks.
 */
const LOOKED = 4 * SHOWN;

const lettersBefore = /[\p{L}\p{M}\p{N}'’-]*$/u;
const lettersAfter = /^[\p{L}\p{M}\p{N}'’-]*/u;

/**
 * Returns the letters of a word before and after the range [start, end). In a long word, as in scripts
 * without spaces, returns only the nearest letters and an ellipsis. `textAt` returns the text between two
 * offsets.
 */
export function wordAround(
  textAt: (start: number, end: number) => string,
  start: number,
  end: number,
): readonly [string, string] {
  const before = [...(lettersBefore.exec(textAt(Math.max(0, start - LOOKED), start))?.[0] ?? '')];
  const after = [...(lettersAfter.exec(textAt(end, end + LOOKED))?.[0] ?? '')];
  const near = nearest(before.reverse());
  return [[...near].reverse().join(''), nearest(after).join('')];
}

/** Returns the first letters that fit into `SHOWN` columns, with an ellipsis if there are more. */
function nearest(letters: readonly string[]): readonly string[] {
  let columns = 0;
  const end = letters.findIndex(letter => {
    columns += columnsOf(letter);
    return columns > SHOWN;
  });
  return end < 0 ? letters : [...letters.slice(0, end), '…'];
}
