import { concatenate } from '../../../core/concatenate';
import { decodeLatin1, encodeLatin1 } from '../../../core/latin1';
import { hasMarks, type StrayMarks, strayMarkError } from '../../../data/marks';
import { SENTENCE_BEGIN, UNKNOWN } from '../../../data/tokenizer';
import { SENTENCE_END } from './tokens';

/** Minimum number of bytes of a block of lines. */
const BLOCK = 2 ** 20;
const NEWLINE = 0x0a;

/**
 * Returns the text without `<s>` at the start and `</s>` at the end of its lines, which the C tool would read
 * as words. Throws a UserError for such a mark inside a line, unless marks are accepted there as unknown
 * words.
 */
export function withoutMarks(
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
  stray: StrayMarks,
): Uint8Array {
  const pieces: Uint8Array[] = [];
  let [line, isMarked] = [0, false];
  for (const { start, end } of blocksOf(bytes)) {
    const text = decodeLatin1(bytes.subarray(start, end));
    const lines = text.split('\n');
    if (hasMarks(text)) {
      isMarked = true;
      const refuse = (row: number, column: number, word: string) => {
        throw strayMarkError(name, line + row, column, word);
      };
      const isEnd = end === bytes.length;
      pieces.push(encodeLatin1(plainLines(lines, isEnd, stray === 'unknown' ? () => {} : refuse)));
    } else pieces.push(bytes.subarray(start, end));
    line += lines.length - 1;
  }
  return isMarked ? concatenate(Uint8Array, pieces) : bytes;
}

/** Divides a text into blocks of whole lines, because a string cannot contain all of a large text. */
function* blocksOf(bytes: Uint8Array): Generator<{ readonly start: number; readonly end: number }> {
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(NEWLINE, start + BLOCK);
    const end = newline < 0 ? bytes.length : newline + 1;
    yield { start, end };
    start = end;
  }
}

/**
 * Returns lines without marks. `isEnd`: whether the last one is the last line of the text. Calls `onStray` with the place
 * of each mark inside a line, which becomes an unknown word.
 */
function plainLines(
  lines: readonly string[],
  isEnd: boolean,
  onStray: (line: number, column: number, word: string) => void,
): string {
  const plain = lines.map((line, i) => {
    const words = line
      .replaceAll('\r', '')
      .split(/[ \t]+/)
      .filter(word => word !== '');
    if (words[0] === SENTENCE_BEGIN) words.shift();
    const isEnded = words.at(-1) === SENTENCE_END;
    if (isEnded) words.pop();
    const isLast = isEnd && i === lines.length - 1;
    return (
      replaced(words, word => {
        onStray(i + 1, line.lastIndexOf(word) + 1, word);
        return UNKNOWN;
      }).join(' ') + (isLast && isEnded ? '\n' : '')
    );
  });
  return plain.join('\n');
}

function replaced(words: readonly string[], mark: (word: string) => string): string[] {
  return words.map(word => (word === SENTENCE_BEGIN || word === SENTENCE_END ? mark(word) : word));
}
