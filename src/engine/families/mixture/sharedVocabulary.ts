import { byCodePoint } from '../../data/symbolOrder';
import { Vocabulary } from '../../data/vocabulary';

/** How the symbols of a mixture correspond to those of one member. */
export interface VocabularyMapping {
  /** The member's id for each symbol of the mixture. -1 if the member has neither the symbol nor `<unk>`. */
  readonly ids: Int32Array; // [V], one per symbol
  /**
   * Number of symbols of the mixture, including `<unk>`, that share the probability of the member's `<unk>`.
   */
  readonly sharing: number;
  /** 1 for each symbol that shares the probability of the member's `<unk>`, else 0. */
  readonly shares: Uint8Array; // [V], one per symbol
}

/**
 * Returns the vocabulary of a mixture, which contains every symbol of every member. A member distributes the
 * probability of its `<unk>` equally over `<unk>` and the symbols that it does not know, so that its
 * probabilities still sum to 1. A member without `<unk>` gives the symbols that it does not know probability
 * 0. It skips them when reading, unless it can read words outside its vocabulary.
 */
export function sharedVocabulary(vocabularies: readonly Vocabulary[]): Vocabulary {
  const symbols = new Set(vocabularies.flatMap(({ symbols }) => symbols));
  const isOpen = vocabularies.some(({ unknown }) => unknown >= 0);
  return new Vocabulary([...symbols].sort(byCodePoint), isOpen);
}

export function mapVocabulary(member: Vocabulary, shared: Vocabulary): VocabularyMapping {
  const ids = Int32Array.from(shared.symbols, symbol => member.id(symbol));
  const shares = Uint8Array.from(ids, id => (id >= 0 && id === member.unknown ? 1 : 0));
  return { ids, shares, sharing: shares.reduce((sum, each) => sum + each, 0) };
}
