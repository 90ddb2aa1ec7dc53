/** Number of elements of a row, and number of bytes with its padding. */
export interface RowShape {
  readonly size: number;
  readonly stride: number;
}

/** Bytes of a float32. */
const FLOAT = 4;

/** Returns the shape of rows that are padded to a multiple of `alignment` bytes. */
export function paddedShape(size: number, alignment: number): RowShape {
  return { size, stride: Math.ceil((FLOAT * size) / alignment) * alignment };
}

/** Copies rows into memory, where each takes `stride` bytes. */
export function putRows(
  memory: WebAssembly.Memory,
  address: number,
  rows: Float32Array,
  { size, stride }: RowShape,
): void {
  const { buffer } = memory;
  for (let row = 0; row * size < rows.length; row++)
    new Float32Array(buffer, address + row * stride, size).set(rows.subarray(row * size, (row + 1) * size));
}

/** Returns a copy of some rows, without their padding. */
export function rowsAt(
  memory: WebAssembly.Memory,
  address: number,
  count: number,
  { size, stride }: RowShape,
): Float32Array {
  const rows = new Float32Array(count * size);
  for (let row = 0; row < count; row++)
    rows.set(new Float32Array(memory.buffer, address + row * stride, size), row * size);
  return rows;
}
