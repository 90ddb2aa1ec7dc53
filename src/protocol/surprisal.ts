import type { ModelReference, TextRange } from './reader';

/** What a table of surprisal has a row for. Regions are read from a table of items. */
export const surprisalRowKinds = ['token', 'word', 'region'] as const;
export type SurprisalRowKind = (typeof surprisalRowKinds)[number];

/** A text to export, and its name in the column `item` if there are several. */
export interface SurprisalSource {
  readonly name: string;
  readonly passage: TextRange;
}

/** A request to write the surprisal of texts to a file. */
export interface SurprisalExport {
  /** Identifies the `progress` events of the request. */
  readonly id: number;
  readonly models: readonly { readonly name: string; readonly reference: ModelReference }[];
  readonly sources: readonly SurprisalSource[];
  readonly rows: SurprisalRowKind;
  /** Whether every line is read on its own. */
  readonly perLine: boolean;
  /** Path of the file, which is replaced atomically: CSV if it ends in `.csv`, else tab-separated. */
  readonly path: string;
  /** Whether the file begins with a byte order mark. */
  readonly hasMark: boolean;
}
