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
  /** Asks the user for a file name and saves the picture of the map in this file. */
  save(params: Picture): void;
}
