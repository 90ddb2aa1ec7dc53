/** Finds numbers by byte strings: an open hash table without an object for each entry. */
export class ByteTable {
  /** Entry + 1 in each slot, or 0. At most half of the slots are used. */
  private slots = new Int32Array(1 << 12);
  private entries = 0;
  // Of each entry:
  private hashes = new Int32Array(1 << 11);
  private numbers = new Int32Array(1 << 11);
  /** Where the entry's key starts in `keys`, and its length. */
  private starts = new Float64Array(1 << 11);
  private lengths = new Int32Array(1 << 11);
  private keys = new Uint8Array(1 << 14);
  private used = 0; // bytes of `keys`

  /** Returns the number of the bytes from `from` to `to`, or -1. */
  get(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const mask = this.slots.length - 1;
    for (let slot = spread(hash) & mask; this.slots[slot] > 0; slot = (slot + 1) & mask) {
      const entry = this.slots[slot] - 1;
      if (this.hashes[entry] === hash && this.isKey(entry, bytes, from, to)) return this.numbers[entry];
    }
    return -1;
  }

  /** Adds bytes that are not in the table. */
  add(bytes: Uint8Array, from: number, to: number, hash: number, number: number): void {
    if (this.entries === this.numbers.length) this.growEntries();
    const entry = this.entries++;
    const end = this.used + to - from;
    if (end > this.keys.length) this.keys = grown(this.keys, new Uint8Array(2 * end));
    this.keys.set(bytes.subarray(from, to), this.used);
    this.starts[entry] = this.used;
    this.lengths[entry] = to - from;
    this.used = end;
    this.hashes[entry] = hash;
    this.numbers[entry] = number;
    this.place(entry);
  }

  private isKey(entry: number, bytes: Uint8Array, from: number, to: number): boolean {
    if (this.lengths[entry] !== to - from) return false;
    const { keys } = this;
    for (let i = from, at = this.starts[entry]; i < to; i++, at++) if (keys[at] !== bytes[i]) return false;
    return true;
  }

  private place(entry: number): void {
    const mask = this.slots.length - 1;
    let slot = spread(this.hashes[entry]) & mask;
    while (this.slots[slot] > 0) slot = (slot + 1) & mask;
    this.slots[slot] = entry + 1;
  }

  private growEntries(): void {
    const size = 2 * this.numbers.length;
    this.hashes = grown(this.hashes, new Int32Array(size));
    this.numbers = grown(this.numbers, new Int32Array(size));
    this.starts = grown(this.starts, new Float64Array(size));
    this.lengths = grown(this.lengths, new Int32Array(size));
    this.slots = new Int32Array(2 * size);
    for (let entry = 0; entry < this.entries; entry++) this.place(entry);
  }
}

/** Spreads the high bits of a hash over the low ones, which choose the slot. */
const spread = (hash: number) => hash ^ (hash >>> 15);

type Numbers = Uint8Array | Int32Array | Float64Array;

function grown<T extends Numbers>(from: Numbers, into: T): T {
  into.set(from);
  return into;
}
