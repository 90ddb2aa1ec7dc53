/**
 * How much of the text before a passage the model reads as context: nothing, or the part of the line,
 * paragraph or document before the passage.
 */
export type Context = 'none' | 'line' | 'paragraph' | 'document';

/** A range of a document, in UTF-16 units. */
export interface TextRange {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
  readonly context: Context;
  /** The offset from which the model reads. Default: the start of the context. */
  readonly origin?: number;
}
