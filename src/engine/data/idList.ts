/** Token ids, in the smallest array type that can store all ids of the vocabulary. */
export type TokenIds = Uint8Array | Uint16Array | Int32Array;

/** Returns an array for `length` ids, with the smallest type that can store ids below `size`. */
export function idsFor(size: number, length: number): TokenIds {
  if (size <= 2 ** 8) return new Uint8Array(length);
  return size <= 2 ** 16 ? new Uint16Array(length) : new Int32Array(length);
}

/**
 * Collects ids below `size` in a typed array that grows. An ordinary JavaScript array is limited to a few
 * hundred million numbers.
 */
export class IdList {
  private ids: TokenIds;
  private length = 0;

  constructor(private readonly size: number) {
    this.ids = idsFor(size, 1024);
  }

  push(id: number): void {
    if (this.length === this.ids.length) this.grow(2 * this.length);
    this.ids[this.length++] = id;
  }

  append(ids: TokenIds): void {
    const length = this.length + ids.length;
    if (length > this.ids.length) this.grow(2 * length);
    this.ids.set(ids, this.length);
    this.length = length;
  }

  /** Returns all collected ids without copying them. The list must not be used afterwards. */
  take(): TokenIds {
    return this.ids.subarray(0, this.length);
  }

  private grow(length: number): void {
    const grown = idsFor(this.size, length);
    grown.set(this.ids);
    this.ids = grown;
  }
}
