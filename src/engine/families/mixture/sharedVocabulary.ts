import { byCodePoint, Vocabulary } from '../../data/vocabulary';

/** A member's vocabulary as seen from that of the mixture. */
export interface VocabularyMapping {
  /** The member's id of every symbol of the mixture; -1 where it has neither the symbol nor `<unk>`. */
  readonly ids: Int32Array; // [V]
  /** How many symbols of the mixture, `<unk>` among them, share the probability of the member's `<unk>`. */
  readonly sharing: number;
  /** 1 for those that do. */
  readonly shares: Uint8Array; // [V]
}

/**
 * The rule for vocabularies that differ: a mixture knows every symbol that one of its members knows. A member spreads
 * the probability of its `<unk>` equally over `<unk>` and the symbols that it lacks, so that all its probabilities
 * still sum to 1; without `<unk>` it holds what it lacks impossible, and passes it over as it reads.
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
