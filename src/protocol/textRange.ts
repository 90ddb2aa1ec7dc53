import type { Configuration } from '../settings/settings';

/**
 * How much of the text before a range the model reads as context: nothing, or the part of the line,
 * paragraph or document before the range.
 */
export type Context = 'none' | 'line' | 'paragraph' | 'document';

/**
 * The range [start, end) of a document, in UTF-16 units, and the context that the model reads
 * before it.
 */
export interface TextRange {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
  readonly context: Context;
  /** The offset from which the model reads. Default: the start of the context. */
  readonly origin?: number;
  /**
   * The markup to leave out of the text. Default: what the model was trained without. All ranges of a request
   * have the same filter.
   */
  readonly filter?: Configuration['text.filter'];
}
