/**
 * A row-major matrix in an arena: an address and a shape. The element type is the arena's: float64 for the
 * reference kernels, float32 for the fast ones.
 */
export interface Tensor {
  /** Byte address in the arena's linear memory. */
  readonly pointer: number;
  readonly rows: number;
  readonly columns: number;
}

/** Token ids (int32) in an arena: an address and a length. */
export interface Ids {
  readonly pointer: number;
  readonly length: number;
}

/**
 * The linear memory for all tensors of a network. Tensors are allocated before training, never in the
 * training loop.
 */
export interface Arena {
  /** A new tensor of zeros. */
  tensor(rows: number, columns: number): Tensor;
  /** New ids, all zero. */
  ids(length: number): Ids;
  /** A view of the numbers. The next `tensor` or `ids` call may invalidate it. */
  values(tensor: Tensor): Float32Array | Float64Array;
  /** A view of the ids. The next `tensor` or `ids` call may invalidate it. */
  idValues(ids: Ids): Int32Array;
  /** Returns rows `from` to `from + count - 1` of `tensor` as a tensor that shares its memory. */
  slice(tensor: Tensor, from: number, count: number): Tensor;
  readonly bytesPerElement: 4 | 8;
}

/** Returns a row [1, N] as a column [N, 1] that shares its memory. */
export function asColumn({ pointer, columns }: Tensor): Tensor {
  return { pointer, rows: columns, columns: 1 };
}

/** Returns `count` elements of row `row`, starting at column `first`, as a tensor that shares the memory. */
export function partOfRow(
  { bytesPerElement }: Arena,
  { pointer, columns }: Tensor,
  row: number,
  first: number,
  count: number,
): Tensor {
  return { pointer: pointer + bytesPerElement * (row * columns + first), rows: 1, columns: count };
}
