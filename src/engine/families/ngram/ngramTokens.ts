import type { ReadableText } from '../../data/decode';
import { countText } from '../../data/numbering';
import type { IdSource } from '../../data/storedIds';
import { SENTENCE_BEGIN, SENTENCE_END, type Tokenizer, UNKNOWN } from '../../data/tokenizer';
import { byCodePoint, countedVocabulary, Vocabulary } from '../../data/vocabulary';

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
    const counted = countText(text, tokenizer);
    this.vocabulary = words
      ? listedVocabulary(words, tokenizer)
      : vocabularyOf(counted.counts, tokenizer, minimumWordCount);
    const { vocabulary } = this;
    this.outside = vocabulary.size + 1;
    this.end = vocabulary.size + 2;
    const idOf = (symbol: string) => {
      const id = vocabulary.id(symbol);
      return symbol === SENTENCE_END ? this.end : id < 0 ? this.outside : id;
    };
    this.ids = counted.encode({ size: vocabulary.size + 3, id: idOf });
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

function vocabularyOf(
  found: ReadonlyMap<string, number>,
  { openVocabulary }: Tokenizer,
  minimumCount: number,
): Vocabulary {
  const counts = new Map(found);
  counts.delete(SENTENCE_BEGIN);
  if (openVocabulary) counts.set(UNKNOWN, Math.max(counts.get(UNKNOWN) ?? 0, minimumCount));
  return countedVocabulary(counts, openVocabulary, minimumCount);
}

function listedVocabulary(words: readonly string[], { openVocabulary, lineEnd }: Tokenizer): Vocabulary {
  const special = openVocabulary ? [UNKNOWN, lineEnd] : [];
  const symbols = new Set([...words, ...special].filter(word => word !== SENTENCE_BEGIN));
  return new Vocabulary([...symbols].sort(byCodePoint), openVocabulary);
}
