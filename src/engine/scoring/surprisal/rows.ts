import { scanLines } from '../../data/lines';
import type { Tokenizer } from '../../data/tokenizer';
import type { TextModel } from '../../model/openModel';
import { codePoints } from './codePoints';
import { ItemReader } from './itemReader';
import type { SurprisalRow } from './surprisalRow';

export interface RowOptions {
  /**
   * Splits the text into the words to report. A word's surprisal is the sum over its tokens, including the
   * white space before it. Undefined: a row for each token.
   */
  readonly words?: Tokenizer;
  /** Whether every line is an item of its own, read without what precedes it. Blank lines are skipped. */
  readonly perLine?: boolean;
  /**
   * Whether the text ends with the last piece, so that its last line is complete; false for a part of a text.
   */
  readonly isWhole?: boolean;
  /** Code points before the text, to which `start` and `end` are added; 0 unless given. */
  readonly offset?: number;
}

/** Yields the rows of a text that arrives in pieces. Keeps only one piece in memory. */
export function* surprisalRows(
  open: TextModel,
  pieces: Iterator<string>,
  { words, perLine = false, isWhole = true, offset = 0 }: RowOptions = {},
): Generator<SurprisalRow> {
  if (!perLine) {
    yield* new ItemReader(open, words, 1, offset).rows(pieces, isWhole);
    return;
  }
  let [item, at] = [0, offset];
  for (const { line, width } of linesOf(pieces, open.tokenizer)) {
    if (line.trim() !== '') yield* new ItemReader(open, words, ++item, at).rows([line].values(), true);
    at += width;
  }
}

/**
 * Yields each line without its newline, and the line's width in code points, including its newline. A line
 * that a filter leaves out is empty.
 */
function* linesOf(
  pieces: Iterator<string>,
  { filter }: Tokenizer,
): Generator<{ readonly line: string; readonly width: number }> {
  let rest = '';
  for (let next = pieces.next(); !next.done; ) {
    const text = rest + next.value;
    next = pieces.next();
    const leftOut = filter?.leftOut(text);
    const lines: { readonly line: string; readonly width: number }[] = [];
    scanLines(text, (start, newline, end) => {
      // A CRLF that two pieces divide gives an empty line, which has no rows.
      const isWhole = next.done || newline < end;
      rest = isWhole ? '' : text.slice(start);
      const isKept = leftOut?.subarray(start, newline).includes(0) ?? true;
      const line = isKept ? text.slice(start, newline) : '';
      if (isWhole) lines.push({ line, width: codePoints(text, start, end) });
    });
    yield* lines;
  }
}
