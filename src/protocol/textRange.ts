/**
 * The text that a model reads before the given text: none, or the part of the line, paragraph or document
 * before it.
 */
export type Context = 'none' | 'line' | 'paragraph' | 'document';

/** A range of a document, in UTF-16 units. */
export interface TextRange {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
  readonly context: Context;
  /** The offset at which the reading begins, if it is not the start of the context. */
  readonly origin?: number;
}
