/** A text with its label, or a sentence with its tags, before its symbols and labels have numbers. */
export interface RawExample {
  readonly symbols: readonly string[];
  /** One label or, for a tagger, one tag per symbol. */
  readonly labels: readonly string[];
  /** Number of its line, or of its first line, from 1. Missing for an example that comes from no file. */
  readonly line?: number;
}

/** What the reader of a file leaves out. */
export interface LeftOut {
  /** Number of empty lines between labelled texts. */
  emptyLines: number;
  /** Number of texts without a token. */
  emptyTexts: number;
  /** Number of texts or sentences of which only the beginning is used. `tokens`: how many of their tokens are left out. */
  shortened: number;
  tokens: number;
}

export const nothingLeftOut = (): LeftOut => ({ emptyLines: 0, emptyTexts: 0, shortened: 0, tokens: 0 });

/** Returns the first `longest` of some symbols. Counts the others. */
export function shortened<T>(symbols: readonly T[], longest: number, leftOut: LeftOut): readonly T[] {
  if (symbols.length <= longest) return symbols;
  leftOut.shortened++;
  leftOut.tokens += symbols.length - longest;
  return symbols.slice(0, longest);
}
