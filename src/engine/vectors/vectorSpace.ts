import { visible } from '../../common/visibleToken';
import { UserError } from '../../protocol/userError';
import type { AnalogyQuestion, FoundWords, ListedWord, NearWord, WordSearch } from '../../protocol/vectors';
import { SENTENCE_END } from '../data/tokenizer';
import { textOfWord, wordOfText } from './files/wordText';
import { analogyOf, type Neighbour } from './neighbours';
import { nearestTo } from './search';
import { vectorOfParts } from './subwords';
import { normalised, unitVectors, vectorOf, type WordVectors } from './wordVectors';

/**
 * Word vectors scaled to length 1, in which words and their neighbours can be searched. The end of a sentence
 * (`</s>`) is left out.
 */
export class VectorSpace {
  readonly words: readonly string[];
  readonly unit: WordVectors;
  private readonly ids = new Map<string, number>();
  /** Whether all words are in lower case. */
  private readonly isLowerCase: boolean;
  private search: { readonly query: string; readonly found: readonly number[] } | undefined;

  /** `counts`: the number of occurrences of each word, in any order. Undefined if unknown. */
  constructor(
    all: WordVectors,
    private readonly counts?: ReadonlyMap<string, number>,
  ) {
    const end = all.words.indexOf(SENTENCE_END);
    this.unit = unitVectors(end < 0 ? all : without(all, end));
    this.words = this.unit.words.map(textOfWord);
    this.isLowerCase = this.words.every(word => word === word.toLowerCase());
    for (const [id, word] of this.words.entries()) if (!this.ids.has(word)) this.ids.set(word, id);
    // A token such as a blank is also found as it is shown: ␣.
    for (const [id, word] of this.words.entries())
      if (!this.ids.has(visible(word))) this.ids.set(visible(word), id);
  }

  get hasCounts(): boolean {
    return this.counts !== undefined;
  }

  /**
   * Returns the id of a word. If the word has no vector, returns the id of the same word in lower case.
   * Undefined if neither has a vector.
   */
  id(word: string): number | undefined {
    return this.ids.get(word) ?? this.ids.get(word.toLowerCase());
  }

  word(id: number): ListedWord {
    const count = this.counts?.get(this.unit.words[id]);
    return { id, word: this.words[id], ...(count !== undefined && { count }) };
  }

  /** Returns words that contain the query, in the order of the vocabulary. */
  find({ query, from, count }: WordSearch): FoundWords {
    const wanted = query.trim().toLowerCase();
    if (this.search?.query !== wanted) {
      const ids = this.words.flatMap((word, id) => (visible(word).toLowerCase().includes(wanted) ? id : []));
      this.search = { query: wanted, found: ids };
    }
    const { found } = this.search;
    return { total: found.length, words: found.slice(from, from + count).map(id => this.word(id)) };
  }

  /** Returns the words whose vectors are nearest to the vector of a word, nearest first. */
  near(id: number, count: number): NearWord[] {
    const found = nearestTo(this.unit, vectorOf(this.unit, id), { count, except: [id] });
    return found.map(neighbour => this.named(neighbour));
  }

  /**
   * Returns the words whose vectors are nearest to b - a + c, nearest first, except the words a, b and c.
   * Throws a UserError for a word without a vector.
   */
  analogy({ a, b, c, count }: AnalogyQuestion): NearWord[] {
    const ids = [a, b, c].map(word => this.known(word)) as [number, number, number];
    const vector = normalised(analogyOf(this.unit, ids));
    return nearestTo(this.unit, vector, { count, except: ids }).map(each => this.named(each));
  }

  /**
   * Returns the words nearest to a word without a vector, by the vectors of its parts, in lower case if all words
   * are. Undefined if there are none.
   */
  unseen(word: string, count: number): NearWord[] | undefined {
    const { subwords, size } = this.unit;
    const written = this.isLowerCase ? word.toLowerCase() : word;
    const vector = subwords && vectorOfParts(subwords, wordOfText(written), size);
    return (
      vector && nearestTo(this.unit, normalised(vector), { count, except: [] }).map(each => this.named(each))
    );
  }

  private known(word: string): number {
    const id = this.id(word.trim());
    if (id !== undefined) return id;
    throw new UserError('"{0}" has no vector. Choose a word of the table.', [word.trim()]);
  }

  private named({ id, cosine }: Neighbour): NearWord {
    return { id, word: this.words[id], cosine };
  }
}

function without(all: WordVectors, id: number): WordVectors {
  const { words, vectors, size } = all;
  const rest = new Float32Array(vectors.length - size);
  rest.set(vectors.subarray(0, id * size));
  rest.set(vectors.subarray((id + 1) * size), id * size);
  return { ...all, words: words.filter((_, each) => each !== id), vectors: rest };
}
