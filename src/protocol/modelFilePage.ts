import type { FoundModelFileRows, ModelFileSearch, ModelFileSummary } from './modelFile';

/** The protocol between the extension host and the editor of a model file. */

export interface ModelFilePageTexts {
  /** Translations of the page's texts, keyed by the English text; empty for English. */
  readonly translations: Readonly<Record<string, string>>;
  /** BCP 47 language tag, used to format numbers. */
  readonly language: string;
  readonly name: string;
  /** Whether the workspace is trusted. If not, the file can be looked at, but not used. */
  readonly isTrusted: boolean;
}

/** What the user can do with a model file. `text`: open it in the text editor. */
export const modelFileActions = ['use', 'compare', 'vectors', 'text'] as const;
export type ModelFileAction = (typeof modelFileActions)[number];

export interface ModelFilePageRequests {
  /** Returns the texts of the page. The page sends this request when it has loaded. */
  ready(params: undefined): ModelFilePageTexts;
  /** Reads the file. Fails with a UserError if it cannot be read. */
  describe(params: undefined): ModelFileSummary;
  find(params: ModelFileSearch): FoundModelFileRows;
  act(params: { readonly action: ModelFileAction }): void;
}

export interface ModelFilePageEvents {
  /** The file has changed. */
  changed: undefined;
  /** The user now trusts the workspace. */
  trusted: undefined;
  /** Reports what went wrong. The message is in the language of the page. */
  failed: { readonly message: string };
}
