/** Called for every token: the symbol that the vocabulary knows, and its place in the text (UTF-16 units). */
export type Visit = (symbol: string, start: number, end: number) => void;

/** Splits a text into the symbols that a model predicts. */
export interface Tokenizer {
  /** Names the rule by which it splits: `word`, `word ascii`, `segmented el`. Two tokenizers of one id split every text alike. */
  readonly id: string;
  /**
   * Visits the tokens of `text` in order. `complete` says that the text ends here, so that a last line
   * without a newline is a whole line; a selection or a piece of a text is not complete.
   */
  scan(text: string, complete: boolean, visit: Visit): void;
  /** The same as code points, where every symbol is one: fills `into`, and returns how many there are. */
  readonly codes?: (text: string, into: Int32Array) => number;
  /**
   * Where in `text` a mark of sentences (`<s>`, `</s>`) is inside a line, or -1; missing where such marks are unknown words
   * or no marks at all.
   */
  readonly strayMark?: (text: string) => number;
  /** Where a text may be cut without changing a token: tokens of the parts are tokens of the whole. */
  readonly boundaries: TokenBoundaries;
  /** Symbols as people read them: what a sample looks like. */
  join(symbols: readonly string[]): string;
  /** Code points that a token takes in a text, the white space before it included. */
  width(symbol: string): number;
  /** The symbol that ends a line, after which a sample can start. */
  readonly lineEnd: string;
  /** Whether a sentence ends with this symbol, as far as a symbol alone can tell. */
  endsSentence(symbol: string): boolean;
  /** Whether rare symbols may be folded into `<unk>`. */
  readonly openVocabulary: boolean;
}

export interface TokenBoundaries {
  /** The last place at or before `offset`, by the text before it alone. */
  before(text: string, offset: number): number;
  /** The first place at or after `offset`. */
  after(text: string, offset: number): number;
  /** The last place where a beginning of a line that is too long for one string may be cut; 0 for none. */
  insideLine(text: string): number;
}

/** Stands for every symbol that the vocabulary lacks. */
export const UNKNOWN = '<unk>';
/** Begins a sentence, in files and in corpora that mark their sentences; it is predicted nowhere, so no vocabulary has it. */
export const SENTENCE_BEGIN = '<s>';
/** Ends a sentence: every line of words, as elman.py and RNNLM have it. */
export const SENTENCE_END = '</s>';
