import { codePointOrder, sortByCount } from './symbolOrder';
import { UNKNOWN } from './tokenizer';
import { Vocabulary } from './vocabulary';

/** The distinct symbols of a text: `symbols[n]` occurs `counts[n]` times, which may be 0. */
export interface SymbolCounts {
  readonly symbols: readonly string[];
  readonly counts: Float64Array;
}

export interface VocabularyRules {
  readonly openVocabulary: boolean;
  /** In an open vocabulary, `<unk>` replaces symbols with fewer occurrences. */
  readonly minimumCount: number;
  /** Sorts the symbols by descending frequency. Default: only by code points. */
  readonly frequentFirst?: boolean;
}

export interface NumberedVocabulary {
  readonly vocabulary: Vocabulary;
  /** The id of each counted symbol; that of `<unk>`, or -1, for those that are not in the vocabulary. */
  readonly idOf: Int32Array;
}

/** Returns the vocabulary of the counted symbols. Symbols of equal frequency are sorted by code points. */
export function countedVocabulary(found: SymbolCounts, rules: VocabularyRules): NumberedVocabulary {
  const { openVocabulary, minimumCount, frequentFirst } = rules;
  const cut = openVocabulary && minimumCount > 1;
  const { symbols: all, counts } = cut ? withUnknown(found) : found;
  const least = cut ? minimumCount : 1;
  const numbers = new Uint32Array(all.length);
  let size = 0;
  for (let n = 0; n < all.length; n++) {
    if (counts[n] >= least || (cut && all[n] === UNKNOWN)) numbers[size++] = n;
  }
  const order = codePointOrder(all, numbers.subarray(0, size));
  if (frequentFirst) sortByCount(order, counts);
  const sorted: string[] = [];
  const idOf = new Int32Array(all.length).fill(-1);
  for (let id = 0; id < size; id++) {
    sorted.push(all[order[id]]);
    idOf[order[id]] = id;
  }
  const vocabulary = new Vocabulary(sorted, openVocabulary);
  if (size < all.length) for (let n = 0; n < idOf.length; n++) if (idOf[n] < 0) idOf[n] = vocabulary.unknown;
  return { vocabulary, idOf };
}

/** Returns the counted symbols and, if it is not one of them, `<unk>` with the count 0. */
export function withUnknown(found: SymbolCounts): SymbolCounts {
  if (found.symbols.includes(UNKNOWN)) return found;
  const symbols = [...found.symbols, UNKNOWN];
  const counts = new Float64Array(symbols.length);
  counts.set(found.counts);
  return { symbols, counts };
}
