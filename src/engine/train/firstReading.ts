import type { RunText } from '../../protocol/run';
import { piecesOf, type ReadableText, type TextBytes } from '../data/decode';
import { hexadecimal } from '../storage/digest';
import type { SessionPorts } from './ports';

/** A text to train on. The bytes are in memory or, if the text is too large, are read in pieces. */
export interface RunSource {
  readonly name: string;
  readonly uri: string;
  readonly bytes: TextBytes;
  /** Number of bytes of the text. Missing if the number is not known before the text is read. */
  readonly size?: number;
}

/** What the reading of a text needs. */
export type ReadingPorts = Pick<SessionPorts, 'store' | 'storage' | 'onRead'>;

/** A text with fewer bytes than this is read in negligible time, so its progress is not reported. */
const SHORT = 1 << 22;

/** The texts of a run, which are being read for the first time. */
export interface TextReadings {
  readonly text: FirstReading;
  /** The validation text, if the run has a separate one. */
  readonly validationText?: FirstReading;
}

/**
 * A text whose first reading reports the progress and computes the digest of the text in the same pass. A
 * large text is therefore read only once.
 */
export class FirstReading {
  readonly text: ReadableText;
  private readonly hash;
  private readonly size: number;
  private length = 0;
  private isRead = false;

  constructor(
    private readonly source: RunSource,
    private readonly ports: ReadingPorts,
  ) {
    const { name, bytes, size = 0 } = source;
    const isLarge = typeof bytes === 'function';
    this.size = isLarge ? size : bytes.length;
    this.hash = ports.store.newHash();
    this.text = { name, bytes: () => this.pieces(), ...(isLarge && { storage: ports.storage() }) };
  }

  /**
   * Returns the description of the text that is stored in the record of a run. Must be called after the first
   * reading.
   */
  describe(tokens: number): RunText {
    const { name, uri } = this.source;
    return { name, uri, fingerprint: hexadecimal(this.hash), bytes: this.length, tokens };
  }

  private *pieces(): Generator<Uint8Array> {
    const pieces = piecesOf(this.source.bytes);
    if (this.isRead) return yield* pieces;
    this.isRead = true;
    let announced = 0;
    for (const piece of pieces) {
      this.hash.update(piece);
      this.length += piece.length;
      yield piece;
      const share = Math.min(1, this.length / this.size);
      if (this.size < SHORT || share < announced + 0.01) continue;
      announced = share;
      this.ports.onRead({ name: this.source.name, share });
    }
  }
}
