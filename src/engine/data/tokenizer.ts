import type { TextCollection } from '../../common/textCollections';

/** Called for each token with its symbol in the vocabulary and its position in the text, in UTF-16 units. */
export type Visit = (symbol: string, start: number, end: number) => void;

/** Splits a text into the symbols that a model predicts. */
export interface Tokenizer {
  /**
   * Names the splitting rule: `word`, `word ascii`, `segmented el`. Tokenizers with the same id split every
   * text in the same way.
   */
  readonly id: string;
  /**
   * Visits the tokens of `text` in order. `complete`: whether the text ends here, so that a last line without
   * a newline is a complete line. False for a selection or a piece of a text.
   */
  scan(text: string, complete: boolean, visit: Visit): void;
  /**
   * Writes the tokens of a text, or of what its filter leaves, to `into` as code points and returns their
   * number. Defined only if every symbol is one code point.
   */
  readonly codes?: (text: string, into: Int32Array) => number;
  /**
   * Returns the position of the first sentence mark (`<s>`, `</s>`) inside a line, or -1. Undefined if such
   * marks are unknown words or have no special meaning.
   */
  readonly strayMark?: (text: string) => number;
  /** The places where a text may be cut without changing its tokens. */
  readonly boundaries: TokenBoundaries;
  /** Returns the symbols as readable text, as shown in samples. */
  join(symbols: readonly string[]): string;
  /** Returns the number of code points that a token takes in a text, including the white space before it. */
  width(symbol: string): number;
  /** The symbol that ends a line. A sample can start after it. */
  readonly lineEnd: string;
  /** Returns whether a sentence ends with this symbol, judging by the symbol alone. */
  endsSentence(symbol: string): boolean;
  /** Whether rare symbols may be replaced by `<unk>`. */
  readonly openVocabulary: boolean;
  /** Leaves out the markup of a collection of texts. If it is missing, texts are read unchanged. */
  readonly filter?: {
    readonly name: TextCollection;
    /** The tokenizer of the text that remains. */
    readonly plain: Tokenizer;
    /** Returns the text that remains. */
    strip(text: string): string;
    /** Returns 1 for every unit that is left out. */
    leftOut(text: string): Uint8Array;
    /** Returns the first place at or after `offset` that is not inside markup, a header or a footer. */
    after(text: string, offset: number): number;
  };
}

export interface TokenBoundaries {
  /** Returns the last boundary at or before `offset`. Considers only the text before `offset`. */
  before(text: string, offset: number): number;
  /** Returns the first boundary at or after `offset`. */
  after(text: string, offset: number): number;
  /** Returns the last position where a line too long for one string may be cut, or 0 if there is none. */
  insideLine(text: string): number;
}

/** The symbol for all symbols that are not in the vocabulary. */
export const UNKNOWN = '<unk>';
/**
 * The symbol that begins a sentence, in model files and marked corpora. It is never predicted, so it is in no
 * vocabulary.
 */
export const SENTENCE_BEGIN = '<s>';
/** The symbol that ends a sentence. In elman.py and RNNLM, every line of words is a sentence. */
export const SENTENCE_END = '</s>';
