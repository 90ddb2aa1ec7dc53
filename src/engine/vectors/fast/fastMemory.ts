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

  /** Copies rows into the memory, where each takes `stride` bytes. */
  putRows(address: number, rows: Float32Array, { size, stride }: RowShape): void {
    const buffer = this.memory.buffer;
    for (let row = 0; row * size < rows.length; row++)
      new Float32Array(buffer, address + row * stride, size).set(rows.subarray(row * size, (row + 1) * size));
  }

  /** Returns a copy of some rows, without their padding. */
  rows(address: number, count: number, { size, stride }: RowShape): Float32Array {
    const rows = new Float32Array(count * size);
    for (let row = 0; row < count; row++)
      rows.set(new Float32Array(this.memory.buffer, address + row * stride, size), row * size);
    return rows;
  }
}

/** Number of elements of a row, and number of bytes with its padding. */
export interface RowShape {
  readonly size: number;
  readonly stride: number;
}
