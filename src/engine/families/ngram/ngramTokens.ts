import {
  countedVocabulary,
  type NumberedVocabulary,
  type SymbolCounts,
  withUnknown,
} from '../../data/countedVocabulary';
import type { ReadableText } from '../../data/decode';
import { countText } from '../../data/numbering';
import type { IdSource } from '../../data/storedIds';
import { byCodePoint } from '../../data/symbolOrder';
import { SENTENCE_BEGIN, SENTENCE_END, type Tokenizer, UNKNOWN } from '../../data/tokenizer';
import { Vocabulary } from '../../data/vocabulary';

/** Number of tokens that are read from storage at a time. */
const BLOCK = 1 << 16;

export interface VocabularyOptions {
  readonly tokenizer: Tokenizer;
  /** Minimum number of occurrences of a word. Rarer words are replaced by `<unk>`. */
  readonly minimumWordCount: number;
  /** The vocabulary. It may contain words that do not occur in the text. Default: all words of the text. */
  readonly words?: readonly string[];
}

/**
 * The tokens of a text for n-grams, and their vocabulary. An open vocabulary always contains `<unk>`, even if it
 * replaces no word of the text, because n-gram models reserve some mass for unseen words.
 */
export class NgramTokens {
  readonly vocabulary: Vocabulary;
  private readonly ids: IdSource;
  /** The ids of symbols that the vocabulary does not contain, and of `</s>`. */
  private readonly outside: number;
  private readonly end: number;

  constructor(text: ReadableText, { tokenizer, minimumWordCount, words }: VocabularyOptions) {
    const { encode, found } = countText(text, tokenizer);
    const { vocabulary, idOf } = words
      ? listedVocabulary(words, found, tokenizer)
      : vocabularyOf(found, tokenizer, minimumWordCount);
    this.vocabulary = vocabulary;
    this.outside = vocabulary.size + 1;
    this.end = vocabulary.size + 2;
    const idOfToken = idOf.map(id => (id < 0 ? this.outside : id));
    const end = found.symbols.indexOf(SENTENCE_END);
    if (end >= 0) idOfToken[end] = this.end;
    this.ids = encode(idOfToken, vocabulary.size + 3);
  }

  /**
   * Visits the ids of the tokens: ids below V for symbols, and V before every sentence. Leaves out symbols
   * without an id. If the tokenizer has no sentence ends, as for characters, the whole text is one sentence
   * without an end.
   */
  visit(visit: (id: number) => void): void {
    const { vocabulary, ids, outside, end } = this;
    const endId = vocabulary.id(SENTENCE_END);
    let isFresh = true;
    for (let at = 0; at < ids.length; at += BLOCK) {
      for (const id of ids.subarray(at, at + BLOCK)) {
        if (isFresh) visit(vocabulary.size);
        isFresh = id === end;
        if (!isFresh && id !== outside) visit(id);
        else if (isFresh && endId >= 0) visit(endId);
      }
    }
  }
}

/** `<s>` has no id. In an open vocabulary, `<unk>` has one, even if it does not occur. */
function vocabularyOf(
  found: SymbolCounts,
  { openVocabulary }: Tokenizer,
  minimumCount: number,
): NumberedVocabulary {
  const { symbols, counts } = openVocabulary ? withUnknown(found) : found;
  const changed = counts.slice();
  const [begin, unknown] = [symbols.indexOf(SENTENCE_BEGIN), symbols.indexOf(UNKNOWN)];
  if (begin >= 0) changed[begin] = 0;
  if (openVocabulary) changed[unknown] = Math.max(1, minimumCount, counts[unknown]);
  return countedVocabulary({ symbols, counts: changed }, { openVocabulary, minimumCount });
}

function listedVocabulary(
  words: readonly string[],
  found: SymbolCounts,
  { openVocabulary, lineEnd }: Tokenizer,
): NumberedVocabulary {
  const special = openVocabulary ? [UNKNOWN, lineEnd] : [];
  const symbols = new Set([...words, ...special].filter(word => word !== SENTENCE_BEGIN));
  const vocabulary = new Vocabulary([...symbols].sort(byCodePoint), openVocabulary);
  return { vocabulary, idOf: Int32Array.from(found.symbols, symbol => vocabulary.id(symbol)) };
}
