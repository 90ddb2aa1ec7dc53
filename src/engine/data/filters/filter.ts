/** A part of a text, in UTF-16 units. */
export interface TextPart {
  readonly start: number;
  readonly end: number;
}

/** How the text proper is marked in a file that also has a header and a footer. Flags of the patterns: g, m. */
export interface Frame {
  /** Occurs near the beginning of every text with a header (`frame.ts`). */
  readonly sign: RegExp;
  /** The mark with which a header ends, with the end of its line. */
  readonly opening: RegExp;
  /** The beginning of the line with which a footer starts. */
  readonly closing: RegExp;
}

/** What to leave out of the texts of a collection. */
export interface TextFilter {
  readonly frame: Frame;
  /** How to find markup in a line. A line without any of the characters `signs` has none. */
  readonly markup?: {
    readonly signs: RegExp;
    /**
     * Returns the parts of a line (without its newline) to leave out, in order, or `all` if the line is left
     * out with its newline.
     */
    partsOf(line: string): readonly TextPart[] | 'all';
  };
}
