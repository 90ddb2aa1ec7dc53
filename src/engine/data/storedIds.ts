import type { ChunkStorage } from '../core/chunkStorage';
import type { TokenIds } from './idList';

/**
 * A block of numbers that are stored outside memory. `first` is the index of its first number. The numbers
 * have `width` bytes each and are stored from byte `offset` on.
 */
interface Block {
  readonly first: number;
  readonly offset: number;
  readonly width: 1 | 2 | 4;
}

/** Number of values that are collected in memory before they are written as one block. */
const COLLECTED = 1 << 16;

/**
 * Stores non-negative numbers outside memory. Each block uses as few bytes per number as its largest number
 * needs.
 */
export class StoredList {
  private readonly blocks: Block[] = [];
  private readonly waiting = new Int32Array(COLLECTED);
  private waits = 0;
  private most = 0; // the largest number in `waiting`
  private length = 0;
  private end = 0; // in bytes

  constructor(private readonly storage: ChunkStorage) {}

  push(number: number): void {
    if (this.waits === COLLECTED) this.flush();
    if (number > this.most) this.most = number;
    this.waiting[this.waits++] = number;
  }

  append(numbers: Int32Array): void {
    for (let at = 0; at < numbers.length; ) {
      if (this.waits === COLLECTED) this.flush();
      const some = numbers.subarray(at, at + COLLECTED - this.waits);
      for (let i = 0; i < some.length; i++) if (some[i] > this.most) this.most = some[i];
      this.waiting.set(some, this.waits);
      this.waits += some.length;
      at += some.length;
    }
  }

  /** Adds a block of numbers. `most` is at least the largest of them. */
  add(numbers: Uint8Array | Int32Array, most: number): void {
    if (numbers.length === 0) return;
    const narrow = most < 2 ** 8 ? Uint8Array : most < 2 ** 16 ? Uint16Array : Int32Array;
    const block = numbers instanceof narrow ? numbers : new narrow(numbers);
    this.blocks.push({
      first: this.length,
      offset: this.end,
      width: block.BYTES_PER_ELEMENT as Block['width'],
    });
    this.storage.write(new Uint8Array(block.buffer, block.byteOffset, block.byteLength));
    this.length += block.length;
    this.end += block.byteLength;
  }

  /**
   * Returns the stored numbers as token ids. With `idOf`, each number is replaced by `idOf[number]`. The list
   * must not be used afterwards.
   */
  take(idOf?: Int32Array): StoredIds {
    this.flush();
    return new StoredIds(this.storage, this.blocks, 0, this.length, idOf);
  }

  private flush(): void {
    this.add(this.waiting.subarray(0, this.waits), this.most);
    this.waits = 0;
    this.most = 0;
  }
}

/** Token ids that are stored outside memory. Only the requested ids are read. */
export class StoredIds {
  constructor(
    private readonly storage: ChunkStorage,
    private readonly blocks: readonly Block[],
    private readonly start: number,
    readonly length: number,
    private readonly idOf: Int32Array | undefined,
  ) {}

  /** Reads the ids with the indices `from` to `to` - 1. */
  subarray(from: number, to: number): TokenIds {
    const ids = new Int32Array(Math.max(0, Math.min(to, this.length) - from));
    for (let done = 0; done < ids.length; ) done += this.fill(ids.subarray(done), this.start + from + done);
    const { idOf } = this;
    if (idOf) for (let i = 0; i < ids.length; i++) ids[i] = idOf[ids[i]];
    return ids;
  }

  /** Returns the ids with the indices `from` to `to` - 1 as a separate source, without reading them. */
  part(from: number, to: number): StoredIds {
    return new StoredIds(this.storage, this.blocks, this.start + from, to - from, this.idOf);
  }

  /**
   * Reads numbers from the block that contains index `from`, at most as many as `numbers` can take. Returns
   * the number that was read.
   */
  private fill(numbers: Int32Array, from: number): number {
    const { blocks, storage } = this;
    const index = blockOf(blocks, from);
    const { first, offset, width } = blocks[index];
    const end = blocks[index + 1]?.first ?? Number.POSITIVE_INFINITY;
    const count = Math.min(numbers.length, end - from);
    const bytes = new Uint8Array(count * width);
    storage.read(offset + (from - first) * width, bytes);
    const narrow = width === 1 ? Uint8Array : width === 2 ? Uint16Array : Int32Array;
    numbers.set(new narrow(bytes.buffer));
    return count;
  }
}

/** The token ids of a text, either in memory or in another storage. */
export type IdSource = TokenIds | IdReader;

/** Token ids in another storage, which are read only when they are requested. */
interface IdReader {
  readonly length: number;
  subarray(from: number, to: number): TokenIds;
  /** Returns the ids with the indices `from` to `to` - 1 as a separate source, without reading them. */
  part(from: number, to: number): IdReader;
}

/**
 * Returns the ids with the indices `from` to `to` - 1 as a separate source, without reading or copying them.
 */
export function partOf(ids: IdSource, from: number, to: number): IdSource {
  return 'part' in ids ? ids.part(from, to) : ids.subarray(from, to);
}

/** Returns the index of the block that contains the number at index `place`. */
function blockOf(blocks: readonly Block[], place: number): number {
  let [low, high] = [0, blocks.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (blocks[middle].first <= place) low = middle;
    else high = middle;
  }
  return low;
}
