import type { TextModel } from '../../engine/model/openModel';
import { Reading } from '../../engine/scoring/reading';
import { Cancelled } from '../../protocol/channel';

/** Texts kept as they were read, and the tokens of them all: some 24 bytes each. */
const KEPT = 256;
const TOKENS = 4_000_000;

interface Entry {
  readonly reading: Reading;
  /** Whoever wants to read waits for this. */
  turn: Promise<unknown>;
}

/** What one model has read: by document and by the place where the reading began. */
export class Readings {
  /** Last used last. */
  private readonly entries = new Map<string, Entry>();
  private busy = 0;

  constructor(
    private readonly open: TextModel,
    private readonly yieldToMessages: () => Promise<void>,
  ) {}

  /** Whether nobody reads or waits to read. */
  get isIdle(): boolean {
    return this.busy === 0;
  }

  /** Somebody reads elsewhere with the same model, until the function that this gives is called. */
  hold(): () => void {
    this.busy++;
    return () => {
      this.busy--;
    };
  }

  /** Reads the text, and nothing of it that was read before; then `use` has the reading for itself. */
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

  /** Lets messages in between the pieces; rejects with Cancelled when one of them was that nobody waits any more. */
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
