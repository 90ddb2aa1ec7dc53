import type { Context, TextRange } from '../../protocol/textRange';
import type { Tokenizer } from '../data/tokenizer';

/**
 * Returns the offset from which a model must read in order to score a range. The offset is never inside parts
 * that the filter of the model leaves out: markup, a header or a footer.
 */
export function originOf(
  { filter }: Tokenizer,
  text: string,
  { start, context, origin = readingStartOf(text, start, context) }: Omit<TextRange, 'uri' | 'end'>,
): number {
  return filter?.after(text, origin) ?? origin;
}

/**
 * Returns the offset from which a model must read a text in order to predict what follows `offset`. The text
 * between the two offsets is the context.
 */
export function readingStartOf(text: string, offset: number, context: Context): number {
  switch (context) {
    case 'none':
      return offset;
    case 'line':
      return lineStart(text, offset);
    case 'paragraph':
      return paragraphStart(text, offset);
    case 'document':
      return 0;
  }
}

function lineStart(text: string, offset: number): number {
  return offset > 0 ? text.lastIndexOf('\n', offset - 1) + 1 : 0;
}

/** Returns the start of the paragraph that contains `offset`. Blank lines separate paragraphs. */
function paragraphStart(text: string, offset: number): number {
  for (let start = lineStart(text, offset); start > 0; ) {
    const previous = lineStart(text, start - 1);
    if (text.slice(previous, start).trim() === '') return start;
    start = previous;
  }
  return 0;
}

/** Maximum number of characters after a range that a cloze model reads. */
const AFTER = 2048;

/**
 * Returns the offset up to which a cloze model reads a text in order to score a range: the end of the line, of the
 * paragraph or of the document, but not far after the range.
 */
export function readingEndOf(text: string, { end, context }: Pick<TextRange, 'end' | 'context'>): number {
  const limit = Math.min(text.length, end + AFTER);
  switch (context) {
    case 'none':
      return end;
    case 'line':
      return Math.min(lineEnd(text, end), limit);
    case 'paragraph':
      return Math.min(paragraphEnd(text, end), limit);
    case 'document':
      return limit;
  }
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

/** Returns the end of the paragraph that contains `offset`. Blank lines separate paragraphs and are in none. */
function paragraphEnd(text: string, offset: number): number {
  const lineStart = text.slice(0, offset).lastIndexOf('\n') + 1;
  if (text.slice(lineStart, lineEnd(text, offset)).trim() === '') return offset;
  for (let end = lineEnd(text, offset); end < text.length; ) {
    const next = lineEnd(text, end + 1);
    if (text.slice(end, next).trim() === '') return end;
    end = next;
  }
  return text.length;
}
