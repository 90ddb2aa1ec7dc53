import { fill } from '../src/protocol/message';

/** English that has a translation: for a text that is not a literal where it is translated. */
export type PageText = string & { readonly isText: true };

/** Marks a text of a table, so that the test of translations finds it. */
export const text = (english: string) => english as PageText;

/** The page's texts: English is the key, the host sends the translations. */
export class PageTexts {
  private translations: Readonly<Record<string, string>> = {};
  language = 'en';

  use(translations: Readonly<Record<string, string>>, language: string): void {
    this.translations = translations;
    this.language = language;
  }

  /** The translation of `english`, with `{0}` and so on replaced. */
  readonly t = <const S extends string>(
    english: S & (string extends S ? never : S),
    ...args: readonly (string | number)[]
  ): string => {
    return fill(this.translations[english] ?? english, args);
  };
}
