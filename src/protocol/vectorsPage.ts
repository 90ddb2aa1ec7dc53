import type { Picture } from './dashboard';
import type {
  AnalogyQuestion,
  FoundWords,
  MapParams,
  NearWord,
  TokenVectorKind,
  VectorMap,
  VectorsFacts,
  VectorsSource,
  WordPlace,
  WordPlaces,
  WordSearch,
} from './vectors';

/** Maximum number of words on the map. */
export const MAX_MAP = 50_000;

export interface VectorsPageTexts {
  /** Translations of the page's texts, keyed by the English text. Empty if the language is English. */
  readonly translations: Readonly<Record<string, string>>;
  /** BCP 47 language tag, used to format numbers. */
  readonly language: string;
  /**
   * The name of the vectors and the place where they are stored. The page stores `source` with `setState`, so
   * that VS Code can restore the page.
   */
  readonly name: string;
  readonly source: VectorsSource;
}

/** The categories of words from a file. `words` and `categories` have the same length. */
export interface WordCategories {
  readonly file: string;
  readonly words: readonly string[];
  readonly categories: readonly string[];
}

export interface VectorsPageEvents {
  /** The completed share of a map that is being computed, from 0 to 1. */
  mapProgress: { readonly share: number };
}

/**
 * The requests of the page to the extension host. The requests for vectors fail with a UserError if the
 * vectors do not exist or are damaged.
 */
export interface VectorsPageRequests {
  /** Returns the texts of the page. The page sends this request when it has loaded. */
  ready(params: undefined): VectorsPageTexts;
  describe(params: undefined): VectorsFacts;
  /** Chooses which vectors of a language model the page shows. Returns their source. */
  use(params: { readonly of: TokenVectorKind }): VectorsSource;
  find(params: WordSearch): FoundWords;
  /** Returns the `count` nearest words for each of the given words, in the same order. */
  near(params: { readonly ids: readonly number[]; readonly count: number }): readonly NearWord[][];
  analogy(params: AnalogyQuestion): readonly NearWord[];
  map(params: MapParams): VectorMap;
  /** As in `VectorsRequests`. */
  unseen(params: { readonly word: string; readonly count: number }): readonly NearWord[] | undefined;
  places(params: { readonly word: string; readonly count: number }): WordPlaces | undefined;
  /** Opens the training text in an editor and selects a place in it. */
  reveal(params: Pick<WordPlace, 'line' | 'column' | 'word'>): void;
  /** Asks the user for a file with the categories of words. Undefined if the user cancels. */
  categories(params: undefined): WordCategories | undefined;
  /** Shows a list of words in a new text document, a word per line. */
  list(params: { readonly words: readonly string[] }): void;
  /** Asks the user for a file name and saves the picture of the map in this file. */
  save(params: Picture): void;
}
