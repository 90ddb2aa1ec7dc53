import { scanBytes } from '../../data/corpus';
import type { TextBytes } from '../../data/decode';
import { SENTENCE_BEGIN, SENTENCE_END, type Tokenizer, UNKNOWN } from '../../data/tokenizer';
import { byCodePoint, countedVocabulary, Vocabulary } from '../../data/vocabulary';

interface Text {
  readonly name: string;
  readonly bytes: TextBytes;
}

/**
 * Returns the vocabulary of a text for n-grams. If `words` is given, they are the vocabulary. An open
 * vocabulary always contains `<unk>`, even if it replaces no word of the text, because n-gram models reserve
 * some mass for unseen words.
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
 * Visits the tokens of a text for counting n-grams: ids below V for symbols, and V before every sentence.
 * Leaves out symbols without an id. If the tokenizer has no sentence ends, as for characters, the whole text
 * is one sentence without an end.
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
