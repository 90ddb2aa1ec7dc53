import type { Picture } from './dashboard';
import type { Translations } from './translationWorker';

/** What a page shows: targets, and the name of the model that wrote them. */
export interface ShownTranslations {
  readonly model: string;
  readonly found: Translations;
}

/** The requests of a page with targets to the extension host. */
export interface TranslationPageRequests {
  ready(params: undefined): ShownTranslations & {
    readonly translations: Readonly<Record<string, string>>;
    readonly language: string;
  };
  /** Copies the best targets, one per line. */
  copy(params: undefined): void;
  save(params: Picture): void;
}

export interface TranslationPageEvents {
  /** Other targets, which replace those of the page. */
  translated: ShownTranslations;
}
