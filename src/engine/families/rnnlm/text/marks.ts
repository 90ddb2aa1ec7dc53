import { decodeLatin1, encodeLatin1 } from '../../../core/latin1';
import { hasMarks, type StrayMarks, strayMarkError } from '../../../data/marks';
import { SENTENCE_BEGIN, UNKNOWN } from '../../../data/tokenizer';
import { SENTENCE_END } from './tokens';

/**
 * Returns the text without `<s>` at the start and `</s>` at the end of its lines, which the C tool would read
 * as words. Throws a UserError for such a mark inside a line, unless marks are accepted there as unknown
 * words.
 */
export function withoutMarks(
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
  stray: StrayMarks,
): Uint8Array {
  const text = decodeLatin1(bytes);
  if (!hasMarks(text)) return bytes;
  const lines = text.split('\n');
  const plain = lines.map((line, i) => {
    const words = line
      .replaceAll('\r', '')
      .split(/[ \t]+/)
      .filter(word => word !== '');
    if (words[0] === SENTENCE_BEGIN) words.shift();
    const isEnded = words.at(-1) === SENTENCE_END;
    if (isEnded) words.pop();
    const isLast = i === lines.length - 1;
    return (
      replaced(words, word => {
        if (stray === 'unknown') return UNKNOWN;
        throw strayMarkError(name, i + 1, line.lastIndexOf(word) + 1, word);
      }).join(' ') + (isLast && isEnded ? '\n' : '')
    );
  });
  return encodeLatin1(plain.join('\n'));
}

function replaced(words: readonly string[], mark: (word: string) => string): string[] {
  return words.map(word => (word === SENTENCE_BEGIN || word === SENTENCE_END ? mark(word) : word));
}
