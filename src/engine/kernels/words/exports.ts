/**
 * The functions of the module that replaces the words of a text by numbers. The text is UTF-8; words are
 * separated by ASCII white space. Addresses are in bytes. A record of a word starts with the number of its
 * occurrences (float64) and its number (uint32).
 */
export interface WordExports {
  readonly memory: WebAssembly.Memory;
  /** Reserves memory, which is never freed. Returns its address. */
  reserve(bytes: number): number;
  /** Sets the number that is written for a line end. Returns the address of its record. */
  setLineEnd(number: number): number;
  /**
   * Sets the text to scan. At least 64 bytes after the text must be reserved, because the bytes directly
   * after it are overwritten.
   */
  setText(from: number, to: number): void;
  /**
   * Sets the memory to which numbers (32 bits each) are written. `length` is the number that fit; at least
   * 512.
   */
  setRoom(from: number, length: number): void;
  /**
   * Writes the numbers of words, and of the line end after each line with words. Stops at the first word that
   * has no number yet and returns its address; the caller must then call `add` or `skip`. Returns 0 at the
   * end of the text, or when the memory for numbers is full.
   */
  scan(): number;
  /** Returns the length in bytes of the word at which `scan` stopped. */
  wordLength(): number;
  /**
   * Assigns a number to the word at which `scan` stopped, and writes this number. Returns the address of the
   * word's record.
   */
  add(number: number): number;
  /**
   * Skips the word at which `scan` stopped and writes no number. `isWord`: whether the line nevertheless
   * counts as a line with words, so that a line end is written after it.
   */
  skip(isWord: number): void;
  /** Writes the number for a line end. */
  endLine(): void;
  /** Begins a new line, without writing a line end for the current one. */
  startLine(): void;
  /** Returns 1 if words were written since the last line end, else 0. */
  isInLine(): number;
  /** Returns 1 if the whole text was scanned, else 0. */
  isDone(): number;
  /** Returns the address directly after the last number that was written. */
  written(): number;
  /**
   * Returns 1 if a range of bytes contains `<s>` or `</s>`, else 0. A mark in the 63 bytes after the range
   * may also be found.
   */
  hasMarks(from: number, to: number): number;
}
