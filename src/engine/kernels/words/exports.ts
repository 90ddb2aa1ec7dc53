/**
 * The functions of the module that numbers the words of a text. The text is UTF-8; words are separated by
 * ASCII white space. Addresses are in bytes; counts are float64.
 */
export interface WordExports {
  readonly memory: WebAssembly.Memory;
  /** Reserves memory for as long as the module lives. Returns its address. */
  reserve(bytes: number): number;
  /** Sets the number of a line's end. Returns the address of its count. */
  setLineEnd(number: number): number;
  /** Sets the text to scan. The 16 bytes after it are overwritten. */
  setText(from: number, to: number): void;
  /** Sets where numbers (32 bits) are written, and how many there is room for; at least 512. */
  setRoom(from: number, length: number): void;
  /**
   * Writes the numbers of words, and of line ends after words. Returns the address of the first word that has
   * no number: `add` or `skip` must follow. Returns 0 at the end of the text, or when there is no room.
   */
  scan(): number;
  /** Number of bytes of the word without a number. */
  wordLength(): number;
  /** Numbers the word where `scan` stopped, and writes the number. Returns the address of its count. */
  add(number: number): number;
  /**
   * Skips the word where `scan` stopped. `isWord`: whether it counts as a word, so that its line gets a line
   * end.
   */
  skip(isWord: number): void;
  /** Writes the number of a line's end. */
  endLine(): void;
  /** Begins a line. */
  startLine(): void;
  /** Returns whether words were written since the last line's end. */
  isInLine(): number;
  /** Returns whether all of the text was scanned. */
  isDone(): number;
  /** The address after the last number that was written. */
  written(): number;
  /** Returns whether bytes contain `<s>` or `</s>`. */
  hasMarks(from: number, to: number): number;
}
