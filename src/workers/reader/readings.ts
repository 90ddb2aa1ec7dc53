import type { TextModel } from '../../engine/model/openModel';
import { Reading } from '../../engine/scoring/reading';
import { Cancelled } from '../../protocol/channel';

/**
 * Maximum number of cached readings, and maximum number of tokens in all of them (about 24 bytes per token).
 */
const KEPT = 256;
const TOKENS = 4_000_000;

interface Entry {
  readonly reading: Reading;
  /** Resolves when the last queued read has finished. The next read waits for it. */
  turn: Promise<unknown>;
}

/** The readings of one model, cached by document and by the offset at which the reading began. */
export class Readings {
  /** The cached readings by key, least recently used first. */
  private readonly entries = new Map<string, Entry>();
  private busy = 0;

  constructor(
    private readonly open: TextModel,
    private readonly yieldToMessages: () => Promise<void>,
  ) {}

  /** Whether no read is running or queued. */
  get isIdle(): boolean {
    return this.busy === 0;
  }

  /**
   * Prevents an update of the weights until the returned function is called, by counting as a running read.
   */
  hold(): () => void {
    this.busy++;
    return () => {
      this.busy--;
    };
  }

  /**
   * Reads the parts of the text that the cached reading does not contain yet, then calls `use`. No other read
   * changes the reading meanwhile.
   */
  async read<T>(
    key: string,
    text: string,
    complete: boolean,
    signal: AbortSignal,
    use: (reading: Reading) => T,
  ): Promise<T> {
    const entry = this.entry(key);
    const release = this.hold();
    const turn = entry.turn.then(async () => {
      await this.readInPieces(entry.reading, text, complete, signal);
      return use(entry.reading);
    });
    entry.turn = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      release();
      this.forgetOldest();
    }
  }

  /**
   * Reads a text in pieces and handles waiting messages between them. Rejects with Cancelled if `signal` was
   * aborted.
   */
  async readInPieces(reading: Reading, text: string, complete: boolean, signal: AbortSignal): Promise<void> {
    for (const _piece of reading.read(text, complete)) {
      await this.yieldToMessages();
      if (signal.aborted) throw new Cancelled('reading');
    }
  }

  private entry(key: string): Entry {
    const entry = this.entries.get(key) ?? { reading: new Reading(this.open), turn: Promise.resolve() };
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry;
  }

  private forgetOldest(): void {
    let tokens = 0;
    for (const { reading } of this.entries.values()) tokens += reading.tokens.length;
    for (const [key, { reading }] of this.entries) {
      if (this.entries.size <= 1 || (this.entries.size <= KEPT && tokens <= TOKENS)) return;
      tokens -= reading.tokens.length;
      this.entries.delete(key);
    }
  }
}
