import type { FoundModelFileRows, ModelFileRow, ModelFileSearch } from '../../src/protocol/modelFile';

/** Number of rows in one request. */
const BLOCK = 100;

type FindRows = (search: ModelFileSearch, signal: AbortSignal) => Promise<FoundModelFileRows>;

/** The rows that a search has found. Only the blocks of rows that are visible are requested. */
export class RowList {
  private query = '';
  private blocks = new Map<number, readonly ModelFileRow[]>();
  private searching = new AbortController();
  private total = 0;

  /** Calls `changed` when rows have arrived, and `failed` with the error when a request has failed. */
  constructor(
    private readonly find: FindRows,
    private readonly changed: () => void,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Number of rows that the last search has found. */
  get length(): number {
    return this.total;
  }

  /** Returns the row at a position in the list. Undefined if it has not arrived yet. */
  row(position: number): ModelFileRow | undefined {
    return this.blocks.get(Math.floor(position / BLOCK))?.[position % BLOCK];
  }

  /** Searches for rows. Those found before remain until the first new ones have arrived. */
  async search(query: string): Promise<void> {
    this.query = query;
    this.searching.abort();
    this.searching = new AbortController();
    const { signal } = this.searching;
    try {
      const { total, rows } = await this.find({ query, from: 0, count: BLOCK }, signal);
      if (signal.aborted) return;
      this.total = total;
      this.blocks = new Map([[0, rows]]);
      this.changed();
    } catch (error) {
      if (!signal.aborted) this.failed(error);
    }
  }

  /** Requests the missing rows at the visible positions, `from` to `to` - 1. */
  show(from: number, to: number): void {
    const { signal } = this.searching;
    const { query } = this;
    for (let block = Math.floor(from / BLOCK); block * BLOCK < Math.min(to, this.total); block++) {
      if (this.blocks.has(block)) continue;
      // An empty block means that its rows have been requested.
      this.blocks.set(block, []);
      this.find({ query, from: block * BLOCK, count: BLOCK }, signal).then(
        ({ rows }) => {
          if (signal.aborted) return;
          this.blocks.set(block, rows);
          this.changed();
        },
        error => {
          if (!signal.aborted) this.failed(error);
        },
      );
    }
  }
}
