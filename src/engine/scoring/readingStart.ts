import type { Context, TextRange } from '../../protocol/textRange';
import type { Tokenizer } from '../data/tokenizer';

/**
 * Returns the offset from which a model reads in order to score a range. It is not inside markup, a header or
 * a footer that the model's filter leaves out.
 */
export function originOf(
  { filter }: Tokenizer,
  text: string,
  { start, context, origin = readingStartOf(text, start, context) }: Omit<TextRange, 'uri' | 'end'>,
): number {
  return filter?.after(text, origin) ?? origin;
}

/**
 * Returns the offset from which to read a text in order to predict what follows `offset`. The text in between
 * is context for the model.
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

/** Returns the start of the paragraph. Blank lines separate paragraphs. */
function paragraphStart(text: string, offset: number): number {
  for (let start = lineStart(text, offset); start > 0; ) {
    const previous = lineStart(text, start - 1);
    if (text.slice(previous, start).trim() === '') return start;
    start = previous;
  }
  return 0;
}
