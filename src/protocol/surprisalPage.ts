import type { SurprisalLines, SurprisalRowKind } from './surprisalTable';

/** The protocol between the extension host and the page that shows a table of surprisal. */

/** Maximum number of rows that a page shows. An export has all. */
export const MAX_ROWS = 200_000;

/** The kind of rows of a table. */
export interface TableRows {
  readonly rows: SurprisalRowKind;
  /** Whether every line is read on its own. */
  readonly perLine: boolean;
}

export interface TablePageTexts {
  /** Translations of the page's texts, keyed by the English text; empty for English. */
  readonly translations: Readonly<Record<string, string>>;
  /** BCP 47 tag, used to format numbers. */
  readonly language: string;
}

export interface TableRequests {
  /** Sent by the page when it has loaded. The table follows in events. */
  ready(params: undefined): TablePageTexts;
  /** Reads the text again, with other rows. */
  chooseRows(params: TableRows): void;
  /** Asks the user for models, and reads the text with them. */
  chooseModels(params: undefined): void;
  /** Reads the text again, after it changed. */
  readAgain(params: undefined): void;
  /** Selects a range of the document, in UTF-16 units. */
  reveal(params: { readonly start: number; readonly end: number }): void;
  /** Asks for a file, and writes the whole table to it. */
  exportTable(params: undefined): void;
}

export interface TableEvents {
  /** A new table begins. */
  began: { readonly name: string; readonly models: readonly string[]; readonly choice: TableRows };
  /** The next lines of the table, the header first. */
  rows: SurprisalLines;
  /** The share of the text that was read, from 0 to 1. */
  progress: { readonly share: number };
  /** The table is complete, or has as many rows as a page shows. */
  ended: { readonly isWhole: boolean };
  /** The text could not be read. The message is in the language of the page. */
  failed: { readonly message: string };
  /** The text changed, so that the places of the rows may be wrong. */
  outdated: undefined;
}
