import type { Arena, Ids, Tensor } from './tensor';

const BYTES = 8;

/** Linear memory of float64 numbers for the reference kernels. When it is full, its size is doubled. */
export class ReferenceArena implements Arena {
  readonly bytesPerElement = BYTES;
  private memory = new ArrayBuffer(1 << 16);
  private used = 0;

  tensor(rows: number, columns: number): Tensor {
    return { pointer: this.reserve(BYTES * rows * columns), rows, columns };
  }

  ids(length: number): Ids {
    return { pointer: this.reserve(4 * length), length };
  }

  values({ pointer, rows, columns }: Tensor): Float64Array {
    return new Float64Array(this.memory, pointer, rows * columns);
  }

  idValues({ pointer, length }: Ids): Int32Array {
    return new Int32Array(this.memory, pointer, length);
  }

  slice({ pointer, columns }: Tensor, from: number, count: number): Tensor {
    return { pointer: pointer + BYTES * from * columns, rows: count, columns };
  }

  private reserve(bytes: number): number {
    const pointer = this.used;
    this.used += Math.ceil(bytes / BYTES) * BYTES;
    if (this.used > this.memory.byteLength) {
      const larger = new ArrayBuffer(Math.max(this.used, 2 * this.memory.byteLength));
      new Uint8Array(larger).set(new Uint8Array(this.memory));
      this.memory = larger;
    }
    return pointer;
  }
}
