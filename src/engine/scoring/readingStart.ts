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
