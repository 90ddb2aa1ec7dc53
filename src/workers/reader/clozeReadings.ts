import type { OpenClozeModel } from '../../engine/model/clozeFile';
import { ClozeReading } from '../../engine/scoring/clozeReading';
import { Cancelled } from '../../protocol/channel';
import type { KeyedText } from './readings';

/** Maximum number of cached readings. */
const KEPT = 8;

/**
 * The readings of one cloze model. Every change of a text can change the probability of each of its tokens, so a reading
 * is used again only for the same text.
 */
export class ClozeReadings {
  /** The finished readings by model, place and text, least recently used first. */
  private readonly entries = new Map<string, ClozeReading>();
  private busy = 0;

  constructor(private readonly yieldToMessages: () => Promise<void>) {}

  /** Whether no text is being read. */
  get isIdle(): boolean {
    return this.busy === 0;
  }

  /** Reads the text, or finds its cached reading. Rejects with Cancelled if `signal` was aborted. */
  async read(
    open: OpenClozeModel,
    { key, text, complete }: KeyedText,
    signal: AbortSignal,
  ): Promise<ClozeReading> {
    const place = JSON.stringify([open.tokenizer.id, key, complete, text]);
    const reading = this.entries.get(place) ?? (await this.readNew(open, text, complete, signal));
    this.entries.delete(place);
    this.entries.set(place, reading);
    for (const old of this.entries.keys()) if (this.entries.size > KEPT) this.entries.delete(old);
    return reading;
  }

  private async readNew(open: OpenClozeModel, text: string, complete: boolean, signal: AbortSignal) {
    this.busy++;
    try {
      const reading = new ClozeReading(open, text, complete);
      for (const _window of reading.read()) {
        await this.yieldToMessages();
        if (signal.aborted) throw new Cancelled('reading');
      }
      return reading;
    } finally {
      this.busy--;
    }
  }
}
