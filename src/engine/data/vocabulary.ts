import { UserError } from '../../protocol/userError';
import { UNKNOWN } from './tokenizer';

/** The V symbols of a model. The id of a symbol is its index. */
export class Vocabulary {
  private readonly idOf = new Map<string, number>();
  /** The id of `<unk>`, or -1 if the vocabulary does not contain `<unk>`. */
  readonly unknown: number;

  constructor(
    readonly symbols: readonly string[],
    openVocabulary: boolean,
  ) {
    for (const [id, symbol] of symbols.entries()) this.idOf.set(symbol, id);
    this.unknown = (openVocabulary ? this.idOf.get(UNKNOWN) : undefined) ?? -1;
  }

  get size(): number {
    return this.symbols.length;
  }

  /**
   * Returns the id of the symbol. If the symbol is not in the vocabulary, returns the id of `<unk>`, or -1 if
   * the vocabulary has no `<unk>`.
   */
  id(symbol: string): number {
    return this.idOf.get(symbol) ?? this.unknown;
  }

  has(symbol: string): boolean {
    return this.idOf.has(symbol);
  }
}

/** Throws a UserError if a vocabulary contains a symbol twice, because the symbol's id would be ambiguous. */
export function checkDistinct(symbols: readonly string[]): void {
  const places = new Map<string, number>();
  for (const [id, symbol] of symbols.entries()) {
    const before = places.get(symbol);
    if (before !== undefined) {
      throw new UserError(
        'The vocabulary of this model is damaged: its symbols {1} and {2} are both {0}. Choose another file, or an earlier copy of this one.',
        [JSON.stringify(symbol), before, id],
      );
    }
    places.set(symbol, id);
  }
}

/**
 * Returns the vocabulary of the counted symbols. In an open vocabulary, `<unk>` replaces symbols with fewer
 * than `minimumCount` occurrences. Symbols are sorted by code points or, if requested, first by descending
 * frequency.
 */
export function countedVocabulary(
  counts: ReadonlyMap<string, number>,
  openVocabulary: boolean,
  minimumCount: number,
  frequentFirst = false,
): Vocabulary {
  const cut = openVocabulary && minimumCount > 1;
  const kept = [...counts].filter(([, count]) => !cut || count >= minimumCount).map(([symbol]) => symbol);
  if (cut && !kept.includes(UNKNOWN)) kept.push(UNKNOWN);
  sortByCodePoint(kept);
  if (frequentFirst) kept.sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  return new Vocabulary(kept, openVocabulary);
}

/** Sorts strings by code points. Without surrogates, UTF-16 units have the same order and are compared faster. */
function sortByCodePoint(symbols: string[]): void {
  const isPlain = !symbols.some(symbol => /[\ud800-\udfff]/.test(symbol));
  symbols.sort(isPlain ? (a, b) => (a < b ? -1 : Number(a > b)) : byCodePoint);
}

/**
 * Compares two strings by code points. The operator `<` compares UTF-16 units instead and would sort
 * characters above U+FFFF before U+E000 to U+FFFF.
 */
export function byCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.codePointAt(i) ?? 0;
    const y = b.codePointAt(i) ?? 0;
    if (x !== y) return x - y;
  }
  return a.length - b.length;
}
