import type { ModelReference } from './modelReference';
import type { TextRange } from './textRange';

/**
 * The kinds of rows in a table of surprisal: one row per token, per word, or per region of the items in an
 * input table.
 */
export const surprisalRowKinds = ['token', 'word', 'region'] as const;
export type SurprisalRowKind = (typeof surprisalRowKinds)[number];

/** A text to read. If there are several texts, the column `item` contains their names. */
export interface SurprisalSource {
  readonly name: string;
  readonly range: TextRange;
}

/** A request for a table of the surprisal of texts. */
export interface SurprisalTable {
  /** Identifies the events of the request. */
  readonly id: number;
  readonly models: readonly { readonly name: string; readonly reference: ModelReference }[];
  readonly sources: readonly SurprisalSource[];
  readonly rows: SurprisalRowKind;
  /** Whether every line is read separately, without the lines before it as context. */
  readonly perLine: boolean;
}

/** A request to write a table of surprisal to a file. */
export interface SurprisalExport extends SurprisalTable {
  /**
   * Path of the file, which is replaced atomically. It is written as CSV if the path ends in `.csv`, else as
   * tab-separated values.
   */
  readonly path: string;
  /** Whether the file begins with a byte order mark. */
  readonly hasMark: boolean;
  /** Version of Elman Lab, which is recorded in the JSON file beside the table. */
  readonly version: string;
}

/** Lines of a table of surprisal, starting with the header. They are tab-separated, as in a file. */
export interface SurprisalLines {
  readonly lines: string;
  /**
   * Start and end of each line's token, word or region in the document, in UTF-16 units. 0 and 0 for the
   * header.
   */
  readonly places: Int32Array;
}
