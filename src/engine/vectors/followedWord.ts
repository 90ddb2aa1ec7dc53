import type { VectorsProgress } from '../../protocol/vectorsRecord';
import { SENTENCE_END } from '../data/tokenizer';
import { textOfWord, wordOfText } from './files/wordText';
import { nearestTo } from './search';
import { unitVectors, vectorOf, type WordVectors } from './wordVectors';

/** Number of nearest words that are returned. */
const COUNT = 10;
/**
 * The index of the first word to follow. Words with this index are frequent, but usually not function words.
 */
const FIRST = 50;

/** Follows a word during the training of vectors: returns its nearest words at any time. */
export class FollowedWord {
  private readonly ids: ReadonlyMap<string, number>;
  private id: number;

  /** `words` are the words of the vocabulary. The first one is the end of a sentence. */
  constructor(private readonly words: readonly string[]) {
    this.ids = new Map(words.map((word, id) => [word, id]));
    this.id = Math.min(FIRST, words.length - 1);
  }

  /**
   * Chooses another word, as written or in lower case. Returns false for `</s>` and for a word without a
   * vector.
   */
  choose(text: string): boolean {
    const id = this.ids.get(wordOfText(text)) ?? this.ids.get(wordOfText(text.toLowerCase()));
    if (id === undefined || this.words[id] === SENTENCE_END) return false;
    this.id = id;
    return true;
  }

  /** Returns the word and its nearest words, nearest first. */
  in(vectors: WordVectors): VectorsProgress['followed'] {
    const unit = unitVectors(vectors);
    const except = [this.id, this.ids.get(SENTENCE_END) ?? -1];
    const found = nearestTo(unit, vectorOf(unit, this.id), { count: COUNT, except });
    const near = found.map(({ id, cosine }) => ({ id, word: textOfWord(this.words[id]), cosine }));
    return { word: textOfWord(this.words[this.id]), near };
  }
}
