import type { Picture } from './dashboard';
import type { ComparedName, ComparisonProgress, KindsRecord } from './kindsComparison';

/** The protocol between the extension host and the page with a comparison of kinds of models. */

export interface KindsPageTexts {
  /** Translations of the page's texts, keyed by the English text; empty for English. */
  readonly translations: Readonly<Record<string, string>>;
  /** BCP 47 language tag, used to format numbers. */
  readonly language: string;
  /** The id of the comparison. VS Code needs it to restore the page. */
  readonly id: string;
}

/** Two models of the comparison. */
export interface ComparedPair {
  readonly first: ComparedName;
  readonly second: ComparedName;
}

export interface KindsPageRequests {
  /**
   * Returns the texts of the page. The page sends this request when it has loaded, and then receives the
   * comparison in events.
   */
  ready(params: undefined): KindsPageTexts;
  /** Ends the training of the current kind. The results so far stay. */
  stop(params: undefined): void;
  /** Continues with the kinds that have no result yet. */
  proceed(params: undefined): void;
  /** Ends the training, and moves the comparison to the trash. */
  remove(params: undefined): void;
  /** Restores the comparison from the trash. */
  restore(params: undefined): void;
  /** Asks the user for a file name, and writes the table there as CSV or JSON. */
  saveTable(params: undefined): void;
  save(params: Picture): void;
  /** Opens the text, coloured by the difference between two models. */
  compareInText(params: ComparedPair): void;
  /** Asks the user for a file name, and writes a model there. */
  saveModel(params: { readonly model: ComparedName }): void;
}

/** The state of a comparison. */
export interface ShownComparison {
  readonly record: KindsRecord;
  /** Whether this window is training the models of the comparison. */
  readonly isActive: boolean;
}

export interface KindsPageEvents {
  comparison: ShownComparison;
  progress: ComparisonProgress;
  /** The comparison was deleted. If it is restored, the event `comparison` follows. */
  deleted: undefined;
  /** Reports what went wrong. The message is in the language of the page. */
  failed: { readonly message: string };
}
