import type { ModelReference } from './modelReference';
import type { TextRange } from './textRange';

/** The kinds of rows of a table of surprisal. Regions are read from a table of items. */
export const surprisalRowKinds = ['token', 'word', 'region'] as const;
export type SurprisalRowKind = (typeof surprisalRowKinds)[number];

/** A text to export, and its name in the column `item` if there are several. */
export interface SurprisalSource {
  readonly name: string;
  readonly passage: TextRange;
}

/** A request for a table of the surprisal of texts. */
export interface SurprisalTable {
  /** Identifies the events of the request. */
  readonly id: number;
  readonly models: readonly { readonly name: string; readonly reference: ModelReference }[];
  readonly sources: readonly SurprisalSource[];
  readonly rows: SurprisalRowKind;
  /** Whether every line is read on its own. */
  readonly perLine: boolean;
}

/** A request to write such a table to a file. */
export interface SurprisalExport extends SurprisalTable {
  /** Path of the file, which is replaced atomically: CSV if it ends in `.csv`, else tab-separated. */
  readonly path: string;
  /** Whether the file begins with a byte order mark. */
  readonly hasMark: boolean;
}

/** Lines of a table of surprisal, the header first, tab-separated as in a file. */
export interface SurprisalLines {
  readonly lines: string;
  /** Start and end of each line's text in the document, in UTF-16 units; 0 and 0 for the header. */
  readonly places: Int32Array;
}
