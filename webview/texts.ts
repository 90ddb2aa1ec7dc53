import { fill } from '../src/protocol/message';

/** The page's texts: English is the key, the host sends the translations. */
export class Texts {
  private translations: Readonly<Record<string, string>> = {};
  language = 'en';

  use(translations: Readonly<Record<string, string>>, language: string): void {
    this.translations = translations;
    this.language = language;
  }

  /** The translation of `english`, with `{0}` and so on replaced. */
  readonly t = (english: string, ...args: readonly (string | number)[]): string => {
    return fill(this.translations[english] ?? english, args);
  };
}
