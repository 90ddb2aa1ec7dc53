import type { Context } from '../../protocol/reader';

/** Where the reading of a text begins that is to tell what comes after `offset`: what is in between primes the model. */
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

/** Paragraphs are apart by blank lines. */
function paragraphStart(text: string, offset: number): number {
  for (let start = lineStart(text, offset); start > 0; ) {
    const previous = lineStart(text, start - 1);
    if (text.slice(previous, start).trim() === '') return start;
    start = previous;
  }
  return 0;
}
