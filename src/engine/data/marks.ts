import { UserError } from '../../protocol/userError';
import { lineStart, scanLines } from './lines';
import { SENTENCE_BEGIN, SENTENCE_END, type Tokenizer } from './tokenizer';

/**
 * Corpora whose lines stand between `<s>` and `</s>`. A mark at a line's start or end is that mark, once, as in SRILM; one
 * inside a line is refused with its place, or, on request, a word that is unknown.
 */
export const strayMarks = ['refuse', 'unknown'] as const;
export type StrayMarks = (typeof strayMarks)[number];

/** Whether there can be a mark at all: most texts have none, and are looked at no further. */
export const hasMarks = (text: string) => text.includes(SENTENCE_BEGIN) || text.includes(SENTENCE_END);

/** The tokenizer, which takes marks inside a line for unknown words. */
export function acceptingStrayMarks(tokenizer: Tokenizer): Tokenizer {
  const { strayMark: _refuses, ...accepting } = tokenizer;
  return accepting;
}

/** Throws a UserError for a mark inside a line of a piece of a text, where the tokenizer refuses these. */
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
    'Line {1} of "{0}" has "{3}" inside, at column {2}. A line can begin with <s> and end with </s>. Remove the mark, or set elman.text.strayMarks to "unknown" to count such marks as unknown words.',
    [name, line, column, mark],
    'elman.text.strayMarks',
  );
}

function newlinesIn(text: string): number {
  let count = 0;
  scanLines(text, (_start, newline, end) => {
    if (newline < end) count++;
  });
  return count;
}
