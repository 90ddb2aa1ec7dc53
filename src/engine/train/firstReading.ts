import type { RunText } from '../../protocol/run';
import { piecesOf, type ReadableText, type TextBytes } from '../data/decode';
import { hexadecimal } from '../storage/digest';
import type { SessionPorts } from './ports';

/** A text to train on. Its bytes are in memory, or read in pieces if there are too many. */
export interface RunSource {
  readonly name: string;
  readonly uri: string;
  readonly bytes: TextBytes;
  /** Number of bytes, if it is known before the text is read. */
  readonly size?: number;
}

/** Number of bytes below which reading a text takes negligible time. */
const SHORT = 1 << 22;

/** The texts of a run while they are read. */
export interface TextReadings {
  readonly text: FirstReading;
  /** The validation text, if it is not a part of the training text. */
  readonly validationText?: FirstReading;
}

/**
 * A text that is read for the first time. Reports how much of it was read, and computes its digest in the
 * same pass, so that a large text is read only once.
 */
export class FirstReading {
  readonly text: ReadableText;
  private readonly hash;
  private readonly size: number;
  private length = 0;
  private isRead = false;

  constructor(
    private readonly source: RunSource,
    private readonly ports: SessionPorts,
  ) {
    const { name, bytes, size = 0 } = source;
    const isLarge = typeof bytes === 'function';
    this.size = isLarge ? size : bytes.length;
    this.hash = ports.store.newHash();
    this.text = { name, bytes: () => this.pieces(), ...(isLarge && { storage: ports.storage() }) };
  }

  /** Returns the description of the text for a run's record, once it was read. */
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
