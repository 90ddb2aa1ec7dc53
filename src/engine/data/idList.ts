/** Token ids in as few bytes as the size of the vocabulary allows. */
export type TokenIds = Uint8Array | Uint16Array | Int32Array;

/** Room for `length` ids below `size`. */
export function idsFor(size: number, length: number): TokenIds {
  if (size <= 2 ** 8) return new Uint8Array(length);
  return size <= 2 ** 16 ? new Uint16Array(length) : new Int32Array(length);
}

/** Collects ids below `size` in an array that grows. A list of JavaScript numbers ends at some hundred million. */
export class IdList {
  private ids: TokenIds;
  private length = 0;

  constructor(private readonly size: number) {
    this.ids = idsFor(size, 1024);
  }

  push(id: number): void {
    if (this.length === this.ids.length) {
      const grown = idsFor(this.size, 2 * this.length);
      grown.set(this.ids);
      this.ids = grown;
    }
    this.ids[this.length++] = id;
  }

  /** All of them; the list is of no use any more. */
  take(): TokenIds {
    return this.ids.subarray(0, this.length);
  }
}
