import type { FoundWords, ListedWord, NearWord, WordSearch } from '../../src/protocol/vectors';

/** The requests of a list of words to the extension host. */
export interface WordSource {
  find(search: WordSearch, signal: AbortSignal): Promise<FoundWords>;
  near(ids: readonly number[], signal: AbortSignal): Promise<readonly (readonly NearWord[])[]>;
}

/**
 * BLOCK: number of words in one request. KEPT: if the nearest words of more than this number of words are
 * stored, all of them are discarded before new ones are stored.
 */
const [BLOCK, KEPT] = [100, 5000];

/**
 * The words that a search has found. Only the blocks of words that are visible are requested. The nearest
 * words are requested only for visible words, because each request compares a word with all vectors.
 */
export class WordList {
  private query = '';
  private blocks = new Map<number, readonly ListedWord[]>();
  private readonly nearest = new Map<number, readonly NearWord[]>();
  private searching = new AbortController();
  private looking = new AbortController();
  private total = 0;

  /**
   * Calls `changed` when words or nearest words have arrived. Calls `failed` with the error when a request
   * has failed.
   */
  constructor(
    private readonly source: WordSource,
    private readonly changed: () => void,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Number of words that the last search has found. */
  get length(): number {
    return this.total;
  }

  /** Returns the word at a position in the list of found words. Undefined if it has not arrived yet. */
  word(position: number): ListedWord | undefined {
    return this.blocks.get(Math.floor(position / BLOCK))?.[position % BLOCK];
  }

  near(id: number): readonly NearWord[] | undefined {
    return this.nearest.get(id);
  }

  /**
   * Searches for words. The previously found words remain in the list until the first new words have arrived.
   */
  async search(query: string): Promise<void> {
    this.query = query;
    this.searching.abort();
    this.searching = new AbortController();
    const { signal } = this.searching;
    const { total, words } = await this.source.find({ query, from: 0, count: BLOCK }, signal);
    if (signal.aborted) return;
    this.total = total;
    this.blocks = new Map([[0, words]]);
    this.changed();
  }

  /**
   * Requests the missing words and nearest words for the visible positions, `from` to `to` - 1. Cancels the
   * requests for nearest words of other words.
   */
  show(from: number, to: number): void {
    const { signal } = this.searching;
    for (let block = Math.floor(from / BLOCK); block * BLOCK < Math.min(to, this.total); block++) {
      if (this.blocks.has(block)) continue;
      // An empty block means that its words have been requested.
      this.blocks.set(block, []);
      const { query } = this;
      this.source.find({ query, from: block * BLOCK, count: BLOCK }, signal).then(
        ({ words }) => {
          if (signal.aborted) return;
          this.blocks.set(block, words);
          this.changed();
        },
        error => this.fail(error, signal),
      );
    }
    this.look(Array.from({ length: Math.max(0, to - from) }, (_, i) => this.word(from + i)));
  }

  private look(words: readonly (ListedWord | undefined)[]): void {
    const ids = words.flatMap(word => (word && !this.nearest.has(word.id) ? word.id : []));
    this.looking.abort();
    if (ids.length === 0) return;
    this.looking = new AbortController();
    const { signal } = this.looking;
    this.source.near(ids, signal).then(
      all => {
        if (this.nearest.size > KEPT) this.nearest.clear();
        for (const [i, near] of all.entries()) this.nearest.set(ids[i], near);
        this.changed();
      },
      error => this.fail(error, signal),
    );
  }

  private fail(error: unknown, signal: AbortSignal): void {
    if (!signal.aborted) this.failed(error);
  }
}
