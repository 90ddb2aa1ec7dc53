/** Bytes of a page of WebAssembly's memory, and of a cache line. */
const [PAGE, LINE] = [65_536, 64];
const MOST_PAGES = 65_536;

/** Memory that the threads of a training share. It is divided once and never freed. */
export class FastMemory {
  readonly memory = new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES, shared: true });
  private used = LINE; // address 0 means "none"

  /** Reserves memory that is zero. Throws a RangeError if there is not enough. */
  reserve(bytes: number): number {
    const at = this.used;
    this.used = Math.ceil((at + bytes) / LINE) * LINE;
    const missing = Math.ceil((this.used - this.memory.buffer.byteLength) / PAGE);
    if (missing > 0) this.memory.grow(missing);
    return at;
  }

  store(values: Float32Array | Uint32Array): number {
    const address = this.reserve(values.byteLength);
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    new Uint8Array(this.memory.buffer, address).set(bytes);
    return address;
  }
}
