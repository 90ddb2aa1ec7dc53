import { constants } from 'node:buffer';
import { tooLongText } from '../common/unreadable';
import { decode } from '../engine/data/decode';
import type { SourceText } from '../protocol/sourceText';

/**
 * Returns a text as one string. Throws a UserError if the bytes are not text, or if the string would have
 * more than `longest` characters.
 */
export function wholeText(
  { name, bytes }: Pick<SourceText, 'name' | 'bytes'>,
  longest = constants.MAX_STRING_LENGTH,
): string {
  const pieces: string[] = [];
  let length = 0;
  for (const piece of decode(bytes, name)) {
    length += piece.length;
    if (length > longest) throw tooLongText(name, longest);
    pieces.push(piece);
  }
  return pieces.join('');
}
