import { scanLines } from '../../data/lines';
import type { Tokenizer } from '../../data/tokenizer';
import type { TextModel } from '../../model/openModel';
import { codePoints } from './codePoints';
import { ItemReader } from './itemReader';
import type { SurprisalRow } from './surprisalRow';

export interface RowOptions {
  /**
   * The tokenizer whose words are reported, one row per word. The surprisal of a word is the sum over its
   * tokens, including white space before the word. If undefined, each token has a row.
   */
  readonly words?: Tokenizer;
  /** Whether every line is a separate item, read without the lines before it. Blank lines are skipped. */
  readonly perLine?: boolean;
  /**
   * Whether the text ends with the last piece, so that its last line is complete. False for a part of a text.
   */
  readonly isWhole?: boolean;
  /** Number of code points before the text, which is added to `start` and `end` of all rows. Default: 0. */
  readonly offset?: number;
}

/** Yields the rows of a text that arrives in pieces. Only one piece is in memory at a time. */
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
 * Yields each line without its newline, and the width of the line in code points, including the newline. If a
 * filter leaves out a line, an empty text is yielded for it.
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
      // If a CRLF is divided between two pieces, its LF gives an additional empty line, for which no row is
      // written.
      const isWhole = next.done || newline < end;
      rest = isWhole ? '' : text.slice(start);
      const isKept = leftOut?.subarray(start, newline).includes(0) ?? true;
      const line = isKept ? text.slice(start, newline) : '';
      if (isWhole) lines.push({ line, width: codePoints(text, start, end) });
    });
    yield* lines;
  }
}
