import type { ColumnReader } from '../../../core/columns';
import type { ModelLevel } from '../levels';
import type { ByteBuffer } from './byteBuffer';

const SPACE = 0x20;

/** The names of all words as bytes, stored one after another. */
export class Names {
  private readonly bytes: Uint8Array;
  private readonly starts: Int32Array;

  constructor(names: readonly string[]) {
    const encoder = new TextEncoder();
    const encoded = names.map(name => encoder.encode(name));
    this.starts = new Int32Array(names.length + 1);
    for (const [i, { length }] of encoded.entries()) this.starts[i + 1] = this.starts[i] + length;
    this.bytes = new Uint8Array(this.starts[names.length]);
    for (const [i, name] of encoded.entries()) this.bytes.set(name, this.starts[i]);
  }

  size(i: number): number {
    return this.starts[i + 1] - this.starts[i];
  }

  write(out: ByteBuffer, i: number): void {
    out.copy(this.bytes, this.starts[i], this.starts[i + 1]);
  }

  copyTo(bytes: Uint8Array, at: number, i: number): void {
    const { starts } = this;
    for (let from = starts[i], to = at; from < starts[i + 1]; from++, to++) bytes[to] = this.bytes[from];
  }
}

/** The words before the last word of an n-gram. N-grams are sorted, so each word changes only forward. */
export class History {
  /** The words as bytes, with a space after each. Only the first `length` bytes are used. */
  bytes = new Uint8Array(64);
  length = 0;
  private readonly places: HistoryPlace[];

  constructor(
    levels: readonly ModelLevel[],
    private readonly names: Names,
  ) {
    this.places = levels.map(
      ({ words, ends }): HistoryPlace => ({
        ...{ words: words.reader(), ends: ends.reader() },
        ...{ index: -1, end: 0, word: -1, before: 0 },
      }),
    );
  }

  /** Advances to the history of the n-gram with this index. */
  advanceTo(index: number): void {
    const { places } = this;
    let changed = places.length; // the first word that changes
    for (let [k, child] = [places.length - 1, index]; k >= 0 && places[k].end <= child; k--) {
      const place = places[k];
      while (place.end <= child) {
        place.end = place.ends.next();
        place.word = place.words.next();
        place.index++;
      }
      child = place.index;
      changed = k;
    }
    if (changed < places.length) this.length = places[changed].before;
    for (let k = changed; k < places.length; k++) {
      places[k].before = this.length;
      this.append(places[k].word);
    }
  }

  private append(word: number): void {
    const from = this.length;
    const size = this.names.size(word);
    if (from + size + 1 > this.bytes.length) {
      const longer = new Uint8Array(2 * (from + size + 1));
      longer.set(this.bytes);
      this.bytes = longer;
    }
    this.names.copyTo(this.bytes, from, word);
    this.bytes[from + size] = SPACE;
    this.length = from + size + 1;
  }
}

/** The current prefix of one length. */
interface HistoryPlace {
  readonly words: ColumnReader;
  readonly ends: ColumnReader;
  index: number;
  /** The index after the last n-gram of the next length that begins with the prefix. */
  end: number;
  word: number;
  /** Number of bytes of the words before the last word of the prefix. */
  before: number;
}
