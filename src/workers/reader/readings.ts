import type { TextModel } from '../../engine/model/openModel';
import { Reading } from '../../engine/scoring/reading';
import { Cancelled } from '../../protocol/channel';

/**
 * KEPT: maximum number of cached readings. TOKENS: maximum number of tokens in all cached readings together,
 * at about 24 bytes per token.
 */
const KEPT = 256;
const TOKENS = 4_000_000;

interface Entry {
  readonly reading: Reading;
  /**
   * Resolves when the last queued call of `Readings.read` for this reading has finished. The next call waits
   * for this promise.
   */
  turn: Promise<unknown>;
}

/** A text to read. `key` identifies its document and its place there. */
export interface KeyedText {
  readonly key: string;
  readonly text: string;
  /** Whether the text extends to the end of its document. */
  readonly complete: boolean;
}

/**
 * The readings of one model. A reading contains the tokens of a text and the probabilities that the model
 * gives them. It is cached by tokenizer (a text can be read with different filters), by document and by the
 * offset at which the model began to read.
 */
export class Readings {
  /** The cached readings by key, least recently used first. */
  private readonly entries = new Map<string, Entry>();
  private busy = 0;

  constructor(private readonly yieldToMessages: () => Promise<void>) {}

  /** Whether no read is running or queued. */
  get isIdle(): boolean {
    return this.busy === 0;
  }

  /**
   * Prevents the weights from being updated until the returned function is called. Counts as a running read.
   */
  hold(): () => void {
    this.busy++;
    return () => {
      this.busy--;
    };
  }

  /**
   * Reads the parts of the text that the cached reading does not contain yet, then calls `use` with the
   * reading. Other reads of the same text wait until `use` returns. `open` is always the same model, with any
   * filter of texts.
   */
  async read<T>(
    open: TextModel,
    { key, text, complete }: KeyedText,
    signal: AbortSignal,
    use: (reading: Reading) => T,
  ): Promise<T> {
    const entry = this.entry(open, `${open.tokenizer.id} ${key}`);
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

  private entry(open: TextModel, key: string): Entry {
    const entry = this.entries.get(key) ?? { reading: new Reading(open), turn: Promise.resolve() };
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
