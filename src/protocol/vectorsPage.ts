import type { Picture } from './dashboard';
import type {
  AnalogyQuestion,
  FoundWords,
  MapParams,
  NearWord,
  VectorMap,
  VectorsFacts,
  VectorsSource,
  WordSearch,
} from './vectors';

/** The protocol between the extension host and the page that shows word vectors. */

/** Maximum number of words on the map. */
export const MAX_MAP = 50_000;

export interface VectorsPageTexts {
  /** Translations of the page's texts, keyed by the English text; empty for English. */
  readonly translations: Readonly<Record<string, string>>;
  /** BCP 47 language tag, used to format numbers. */
  readonly language: string;
  /** The name of the vectors, and where they are stored. VS Code needs the latter to restore the page. */
  readonly name: string;
  readonly source: VectorsSource;
}

/** Each request but the first fails with a UserError if the vectors do not exist or are damaged. */
export interface VectorsPageRequests {
  /** Returns the texts of the page, which sends this request when it has loaded. */
  ready(params: undefined): VectorsPageTexts;
  describe(params: undefined): VectorsFacts;
  find(params: WordSearch): FoundWords;
  /** Returns the nearest words of each of the given words. */
  near(params: { readonly ids: readonly number[]; readonly count: number }): readonly NearWord[][];
  analogy(params: AnalogyQuestion): readonly NearWord[];
  map(params: MapParams): VectorMap;
  /** Asks the user for a file and saves the picture of the map in it. */
  save(params: Picture): void;
}
