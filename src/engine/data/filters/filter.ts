/** A part of a text, in UTF-16 units. */
export interface TextPart {
  readonly start: number;
  readonly end: number;
}

/**
 * Patterns of the marks that separate the text proper from a header and a footer. They have the flags g and
 * m.
 */
export interface Frame {
  /** Matches something that occurs near the beginning of every text that has a header (see `frame.ts`). */
  readonly sign: RegExp;
  /** Matches the mark at the end of a header, up to the end of the mark's line. */
  readonly opening: RegExp;
  /** Matches the beginning of the first line of a footer. */
  readonly closing: RegExp;
}

/** Rules for what to leave out of the texts of a collection: a frame (header and footer), and markup. */
export interface TextFilter {
  readonly frame: Frame;
  /** Finds markup in a line. A line that contains none of the characters in `signs` has no markup. */
  readonly markup?: {
    readonly signs: RegExp;
    /**
     * Returns the parts to leave out of a line (given without its newline), in order. Returns `all` if the
     * whole line and its newline are left out.
     */
    partsOf(line: string): readonly TextPart[] | 'all';
  };
}
