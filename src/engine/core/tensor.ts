/**
 * Row-major numbers in an arena: an address and a shape, nothing else. The element type is the arena's
 * (float64 for the reference kernels, float32 for the fast ones).
 */
export interface Tensor {
  /** Byte address in the arena's linear memory. */
  readonly pointer: number;
  readonly rows: number;
  readonly columns: number;
}

/** Token ids, int32. */
export interface Ids {
  readonly pointer: number;
  readonly length: number;
}

/** All tensors of a network live in one linear memory. Memory is planned before training, never in the loop. */
export interface Arena {
  /** A new tensor of zeros. */
  tensor(rows: number, columns: number): Tensor;
  /** New ids, all zero. */
  ids(length: number): Ids;
  /** The numbers themselves. The view goes stale with the next `tensor` or `ids` call. */
  values(tensor: Tensor): Float32Array | Float64Array;
  /** The ids themselves; stale likewise. */
  idValues(ids: Ids): Int32Array;
  /** `count` rows of `tensor` from row `from` on, sharing its memory. */
  slice(tensor: Tensor, from: number, count: number): Tensor;
  readonly bytesPerElement: 4 | 8;
}

/** A row as a column, in the same memory. */
export function asColumn({ pointer, columns }: Tensor): Tensor {
  return { pointer, rows: columns, columns: 1 };
}

/** `count` elements of a row from column `first` on, in the same memory. */
export function partOfRow(
  { bytesPerElement }: Arena,
  { pointer, columns }: Tensor,
  row: number,
  first: number,
  count: number,
): Tensor {
  return { pointer: pointer + bytesPerElement * (row * columns + first), rows: 1, columns: count };
}
