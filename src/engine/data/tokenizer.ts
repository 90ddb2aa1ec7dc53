import type { TextCollection } from '../../common/textCollections';

/** Called for each token with its symbol in the vocabulary and its position in the text, in UTF-16 units. */
export type Visit = (symbol: string, start: number, end: number) => void;

/** Splits a text into the symbols that a model predicts. */
export interface Tokenizer {
  /**
   * Identifies the rules by which texts are split, such as `word`, `word ascii` or `segmented el`. Tokenizers
   * with the same id split every text in the same way.
   */
  readonly id: string;
  /**
   * Visits the tokens of `text` in order. `complete`: whether the text ends here, so that a last line without
   * a newline is a complete line. It is false for a selection or a piece of a text.
   */
  scan(text: string, complete: boolean, visit: Visit): void;
  /**
   * Writes the tokens of a text, after filtering, to `into` as code points. Returns their number. Defined
   * only if every symbol is one code point.
   */
  readonly codes?: (text: string, into: Int32Array) => number;
  /**
   * Returns the position of the first sentence mark (`<s>` or `</s>`) inside a line, or -1 if there is none.
   * Undefined for tokenizers that allow such marks, as unknown words or ordinary text.
   */
  readonly strayMark?: (text: string) => number;
  /** The positions at which a text may be divided into pieces without changing its tokens. */
  readonly boundaries: TokenBoundaries;
  /** Joins symbols into a readable text, as shown in samples. */
  join(symbols: readonly string[]): string;
  /**
   * Returns the number of code points that a token takes up in a text. White space before a word is included.
   */
  width(symbol: string): number;
  /** The symbol at the end of a line. Samples start as if this symbol preceded their first token. */
  readonly lineEnd: string;
  /** Returns whether a sentence ends with this symbol. Considers only the symbol, not its context. */
  endsSentence(symbol: string): boolean;
  /** Whether `<unk>` can replace rare symbols. False for characters. */
  readonly openVocabulary: boolean;
  /**
   * The filter that leaves out the markup of a text collection, such as Project Gutenberg. Missing if the
   * tokenizer reads texts unfiltered.
   */
  readonly filter?: {
    readonly name: TextCollection;
    /** The same tokenizer without the filter. */
    readonly plain: Tokenizer;
    /** Returns the text without the parts that the filter leaves out. */
    strip(text: string): string;
    /**
     * Returns an array with one entry per UTF-16 unit of the text: 1 if the filter leaves the unit out, else
     * 0.
     */
    leftOut(text: string): Uint8Array;
    /** Returns the first position at or after `offset` that is not inside markup, a header or a footer. */
    after(text: string, offset: number): number;
  };
}

export interface TokenBoundaries {
  /** Returns the last boundary at or before `offset`. Considers only the text before `offset`. */
  before(text: string, offset: number): number;
  /** Returns the first boundary at or after `offset`. */
  after(text: string, offset: number): number;
  /**
   * Used for a line that is too long for one string. Returns the last position at which the line may be
   * divided, or 0 if there is none.
   */
  insideLine(text: string): number;
}

/** The symbol that replaces all symbols outside the vocabulary. */
export const UNKNOWN = '<unk>';
/**
 * The symbol that begins a sentence, in model files and in corpora with sentence marks. It is never predicted
 * and therefore in no vocabulary.
 */
export const SENTENCE_BEGIN = '<s>';
/** The symbol that ends a sentence. In elman.py and RNNLM, a sentence is a line of words. */
export const SENTENCE_END = '</s>';
