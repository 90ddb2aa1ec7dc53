import { decodeLines, type ReadableText } from '../decode';
import { linesIn } from '../lines';

/** A line of a text without its line end, and its number, counted from 1. */
export interface NumberedLine {
  readonly line: string;
  readonly number: number;
}

/** Yields the lines of a text. Throws a UserError for bytes that are not text. */
export function* numberedLines({
  name,
  bytes,
}: Pick<ReadableText, 'name' | 'bytes'>): Generator<NumberedLine> {
  let number = 0;
  for (const piece of decodeLines(bytes, name)) {
    for (const line of linesIn(piece)) yield { line, number: ++number };
  }
}
