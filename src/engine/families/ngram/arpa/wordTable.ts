/** The factor of the hash: 2^32 divided by the golden ratio. */
const FACTOR = 0x9e3779b1;

/** Continues a hash of bytes with the next byte. The hash of no bytes is 0. */
export const nextHash = (hash: number, byte: number) => Math.imul(hash ^ byte, FACTOR);

/** The words of a file with their ids. They are found by their UTF-8 bytes, without creating strings. */
export class WordTable {
  private readonly slots: Int32Array; // index of a word + 1, or 0; at most half of the slots are used
  private readonly starts: Int32Array; // [words + 1], where the bytes of each word start
  private readonly ids: Int32Array; // [words], the id of each word
  private readonly bytes: Uint8Array;

  constructor(idOf: ReadonlyMap<string, number>) {
    const encoder = new TextEncoder();
    const words = Array.from(idOf.keys(), word => encoder.encode(word));
    this.ids = Int32Array.from(idOf.values());
    this.starts = new Int32Array(words.length + 1);
    for (const [i, { length }] of words.entries()) this.starts[i + 1] = this.starts[i] + length;
    this.bytes = new Uint8Array(this.starts[words.length]);
    let slots = 2;
    while (slots < 2 * words.length) slots *= 2;
    this.slots = new Int32Array(slots);
    for (const [i, word] of words.entries()) {
      this.bytes.set(word, this.starts[i]);
      this.slots[this.freeSlot(word)] = i + 1;
    }
  }

  /**
   * Returns the id of the word that `bytes` contain from index `from` to `to` - 1, or -1 if the table does not
   * contain it. `hash` is the hash of these bytes.
   */
  idOf(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const { slots } = this;
    const mask = slots.length - 1;
    for (let slot = firstSlot(hash, mask); slots[slot] !== 0; slot = (slot + 1) & mask) {
      const word = slots[slot] - 1;
      if (this.isWord(word, bytes, from, to)) return this.ids[word];
    }
    return -1;
  }

  private isWord(word: number, bytes: Uint8Array, from: number, to: number): boolean {
    const own = this.bytes;
    let at = this.starts[word];
    if (this.starts[word + 1] - at !== to - from) return false;
    for (let i = from; i < to; i++) if (own[at++] !== bytes[i]) return false;
    return true;
  }

  private freeSlot(word: Uint8Array): number {
    const mask = this.slots.length - 1;
    let slot = firstSlot(word.reduce(nextHash, 0), mask);
    while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
    return slot;
  }
}

/** The upper bits of a product depend on all bits of its factors, so they are mixed into the lower ones. */
const firstSlot = (hash: number, mask: number) => (hash ^ (hash >>> 15)) & mask;
