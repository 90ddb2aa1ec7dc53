import type { SurprisalLines, SurprisalRowKind } from './surprisalTable';

/** The protocol between the extension host and the page that shows a table of surprisal. */

/** Maximum number of rows that a page shows. An exported table contains all rows. */
export const MAX_ROWS = 200_000;

/** The choice of rows in a table: one row per token or per word, and whether lines are read separately. */
export interface TableRows {
  readonly rows: SurprisalRowKind;
  /** Whether every line is read separately, without the lines before it as context. */
  readonly perLine: boolean;
}

export interface TablePageTexts {
  /** Translations of the page's texts, keyed by the English text; empty for English. */
  readonly translations: Readonly<Record<string, string>>;
  /** BCP 47 language tag, used to format numbers. */
  readonly language: string;
}

export interface TableRequests {
  /**
   * Returns the texts of the page. The page sends this request when it has loaded, and then receives the
   * table in events.
   */
  ready(params: undefined): TablePageTexts;
  /** Reads the text again and shows the chosen kind of rows. */
  chooseRows(params: TableRows): void;
  /** Asks the user which models to use and reads the text with them. */
  chooseModels(params: undefined): void;
  /** Reads the text again because it has changed. */
  readAgain(params: undefined): void;
  /** Selects a range in the document. `start` and `end` are in UTF-16 units. */
  reveal(params: { readonly start: number; readonly end: number }): void;
  /** Asks the user for a file name and writes the whole table to that file. */
  exportTable(params: undefined): void;
}

export interface TableEvents {
  /** Announces a new table, whose rows follow. */
  began: { readonly name: string; readonly models: readonly string[]; readonly choice: TableRows };
  /** The next lines of the table, the header first. */
  rows: SurprisalLines;
  /** The fraction of the text that has been read, from 0 to 1. */
  progress: { readonly share: number };
  /**
   * Announces that no more rows follow. `isWhole`: whether these are all rows of the table; if not, it has
   * more rows than a page shows.
   */
  ended: { readonly isWhole: boolean };
  /** Reports that the text could not be read. The message is in the language of the page. */
  failed: { readonly message: string };
  /** Reports that the text has changed, so that the positions of the rows may be wrong. */
  outdated: undefined;
}
