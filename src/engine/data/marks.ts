import { UserError } from '../../protocol/userError';
import type { Configuration } from '../../settings/settings';
import { lineStart, scanLines } from './lines';
import { SENTENCE_BEGIN, SENTENCE_END, type Tokenizer } from './tokenizer';

/**
 * How to treat a sentence mark inside a line, in a corpus that encloses every line in `<s>` and `</s>`:
 * reject the text, or count the mark as an unknown word. A mark at the start or end of a line belongs to the
 * line and counts once, as in SRILM.
 */
export type StrayMarks = Configuration['text.strayMarks'];

/**
 * Returns whether a text contains sentence marks. Most texts contain none, so that no further check is
 * needed.
 */
export const hasMarks = (text: string) => text.includes(SENTENCE_BEGIN) || text.includes(SENTENCE_END);

/**
 * Returns a copy of the tokenizer for which sentence marks inside a line are unknown words, instead of
 * errors.
 */
export function acceptingStrayMarks(tokenizer: Tokenizer): Tokenizer {
  const { strayMark: _refuses, ...accepting } = tokenizer;
  return accepting;
}

/** Throws a UserError for a sentence mark inside a line, if the tokenizer rejects such marks. */
export function checkPiece(
  name: string,
  piece: string,
  tokenizer: Tokenizer,
  pieces: () => Iterable<string>,
): void {
  const at = tokenizer.strayMark?.(piece) ?? -1;
  if (at < 0) return;
  let line = 1;
  for (const earlier of pieces()) {
    if (earlier === piece) break;
    line += newlinesIn(earlier);
  }
  const mark = piece.startsWith(SENTENCE_BEGIN, at) ? SENTENCE_BEGIN : SENTENCE_END;
  const start = lineStart(piece, at);
  throw strayMarkError(name, line + newlinesIn(piece.slice(0, start)), at - start + 1, mark);
}

export function strayMarkError(name: string, line: number, column: number, mark: string): UserError {
  return new UserError(
    'Line {1} of "{0}" has "{3}" inside, at column {2}. A line can begin with <s> and end with </s>. Remove the mark, or set {4} to "unknown" to count such marks as unknown words.',
    [name, line, column, mark, { setting: 'text.strayMarks' }],
    'text.strayMarks',
  );
}

function newlinesIn(text: string): number {
  let count = 0;
  scanLines(text, (_start, newline, end) => {
    if (newline < end) count++;
  });
  return count;
}
