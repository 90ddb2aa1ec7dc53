import { UserError } from '../../protocol/userError';
import { UNKNOWN } from './tokenizer';

/** The V symbols of a model. The id of a symbol is its index. */
export class Vocabulary {
  private idBySymbol: Map<string, number> | undefined;
  /** The id of `<unk>`, or -1 if the vocabulary does not contain `<unk>`. */
  readonly unknown: number;

  constructor(
    readonly symbols: readonly string[],
    openVocabulary: boolean,
  ) {
    let unknown = openVocabulary ? symbols.length - 1 : -1;
    while (unknown >= 0 && symbols[unknown] !== UNKNOWN) unknown--;
    this.unknown = unknown;
  }

  /** Made when it is first needed, because a million words take seconds. */
  private get idOf(): Map<string, number> {
    if (this.idBySymbol) return this.idBySymbol;
    const idOf = new Map<string, number>();
    for (const [id, symbol] of this.symbols.entries()) idOf.set(symbol, id);
    this.idBySymbol = idOf;
    return idOf;
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
