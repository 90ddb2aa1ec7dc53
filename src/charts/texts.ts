import { fill, type Message, nameInVsCode, reasonOf } from '../protocol/message';
import { UserError } from '../protocol/userError';

/** An English text that has a translation. The type is needed where the argument of `t` is not a literal. */
export type PageText = string & { readonly isText: true };

/** Marks a text outside a call of `t`, so that the test for translations finds it. */
export const text = (english: string) => english as PageText;

/** Translates the page's texts. The English text is the key; the extension sends the translations. */
export class PageTexts {
  private translations: Readonly<Record<string, string>> = {};
  language = 'en';

  use(translations: Readonly<Record<string, string>>, language: string): void {
    this.translations = translations;
    this.language = language;
  }

  /** Returns the translation of `english`, with `{0}` and so on replaced. */
  readonly t = <const S extends string>(
    english: S & (string extends S ? never : S),
    ...args: readonly (string | number)[]
  ): string => {
    return fill(this.translations[english] ?? english, args);
  };

  /** Returns a message in the language of the page, with settings by their names in VS Code. */
  message({ template, args }: Message): string {
    return fill(this.translations[template] ?? template, args, nameInVsCode);
  }

  /** Returns the message of an error in the language of the page. */
  explain(error: unknown): string {
    if (error instanceof UserError) return this.message(error);
    return this.t('An unexpected error occurred: {0}', reasonOf(error));
  }
}
