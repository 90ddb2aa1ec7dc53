import { scanBytes } from '../../data/corpus';
import type { TextBytes } from '../../data/decode';
import { SENTENCE_BEGIN, SENTENCE_END, type Tokenizer, UNKNOWN } from '../../data/tokenizer';
import { byCodePoint, countedVocabulary, Vocabulary } from '../../data/vocabulary';

interface Text {
  readonly name: string;
  readonly bytes: TextBytes;
}

/**
 * Returns the vocabulary of a text for n-grams. An open vocabulary always has `<unk>`, even if no word is
 * rare enough to be replaced by it, because n-grams reserve some mass for unseen words. If `words` is given,
 * it is the vocabulary.
 */
export function ngramVocabulary(
  text: Text,
  tokenizer: Tokenizer,
  minimumCount: number,
  words?: readonly string[],
): Vocabulary {
  if (words) return listedVocabulary(words, tokenizer);
  const counts = new Map<string, number>();
  scanBytes(text, tokenizer, symbol => counts.set(symbol, (counts.get(symbol) ?? 0) + 1));
  counts.delete(SENTENCE_BEGIN);
  if (tokenizer.openVocabulary) counts.set(UNKNOWN, Math.max(counts.get(UNKNOWN) ?? 0, minimumCount));
  return countedVocabulary(counts, tokenizer.openVocabulary, minimumCount);
}

function listedVocabulary(words: readonly string[], { openVocabulary, lineEnd }: Tokenizer): Vocabulary {
  const special = openVocabulary ? [UNKNOWN, lineEnd] : [];
  const symbols = new Set([...words, ...special].filter(word => word !== SENTENCE_BEGIN));
  return new Vocabulary([...symbols].sort(byCodePoint), openVocabulary);
}

/**
 * Visits the tokens of a text for n-gram counting: ids below V for symbols, and V itself before every
 * sentence. Symbols without an id are left out. If the unit has no sentences, such as characters, the text is
 * one long sentence without an end.
 */
export function visitNgramTokens(
  text: Text,
  tokenizer: Tokenizer,
  vocabulary: Vocabulary,
  visit: (id: number) => void,
): void {
  const begin = vocabulary.size;
  let isFresh = true;
  scanBytes(text, tokenizer, symbol => {
    const id = vocabulary.id(symbol);
    if (isFresh) visit(begin);
    if (id >= 0) visit(id);
    isFresh = symbol === SENTENCE_END;
  });
}
