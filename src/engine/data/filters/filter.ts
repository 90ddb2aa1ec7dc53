/** A part of a text. `start` and `end` are in UTF-16 units. */
export interface TextPart {
  readonly start: number;
  readonly end: number;
}

/** Patterns of the marks that separate the text proper from a header and a footer. */
export interface Frame {
  /**
   * Matches a phrase or line near the beginning of every text with a header, by which such a text is
   * recognised (see `frame.ts`).
   */
  readonly sign: RegExp;
  /**
   * Matches the title with which a header begins that is not at the start of the file. It is applied to the
   * text before the header's opening mark. If this mark was not read yet, it is applied to all text read so
   * far. Has no flag g.
   */
  readonly title: RegExp;
  /** Matches the mark that ends a header, including the rest of its line. Has the flags g and m. */
  readonly opening: RegExp;
  /** Matches the beginning of the first line of a footer. Has the flags g and m. */
  readonly closing: RegExp;
}

/** Rules for what to leave out of the texts of a collection: header and footer (`frame`), and markup. */
export interface TextFilter {
  readonly frame: Frame;
  /**
   * Finds the markup of the collection in a line. A line without any of the characters that `signs` matches
   * has no markup.
   */
  readonly markup?: {
    readonly signs: RegExp;
    /**
     * Returns the parts to leave out of a line (given without its newline), in order. Returns `all` if the
     * whole line is left out, together with its newline.
     */
    partsOf(line: string): readonly TextPart[] | 'all';
  };
}
