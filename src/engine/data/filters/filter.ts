/** A part of a text, in UTF-16 units. */
export interface TextPart {
  readonly start: number;
  readonly end: number;
}

/** The marks that separate the text proper from a header and a footer. Flags of the patterns: g, m. */
export interface Frame {
  /** A pattern that occurs near the beginning of every text with a header (`frame.ts`). */
  readonly sign: RegExp;
  /** The mark with which a header ends, with the end of its line. */
  readonly opening: RegExp;
  /** The beginning of the line with which a footer starts. */
  readonly closing: RegExp;
}

/** The parts to leave out of the texts of a collection. */
export interface TextFilter {
  readonly frame: Frame;
  /** Finds markup in a line. A line without any of the characters `signs` has no markup. */
  readonly markup?: {
    readonly signs: RegExp;
    /**
     * Returns the parts of a line (without its newline) to leave out, in order, or `all` if the line is left
     * out with its newline.
     */
    partsOf(line: string): readonly TextPart[] | 'all';
  };
}
