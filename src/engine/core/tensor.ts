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

/** Token ids, int32. */
export interface Ids {
  readonly pointer: number;
  readonly length: number;
}

/** The linear memory of all tensors of a network. Allocate before training, never in the training loop. */
export interface Arena {
  /** A new tensor of zeros. */
  tensor(rows: number, columns: number): Tensor;
  /** New ids, all zero. */
  ids(length: number): Ids;
  /** A view of the numbers. The next `tensor` or `ids` call may invalidate it. */
  values(tensor: Tensor): Float32Array | Float64Array;
  /** A view of the ids. The next `tensor` or `ids` call may invalidate it. */
  idValues(ids: Ids): Int32Array;
  /** Rows `from` to `from + count - 1` of `tensor`, in the same memory. */
  slice(tensor: Tensor, from: number, count: number): Tensor;
  readonly bytesPerElement: 4 | 8;
}

/** Reshapes a row to a column, in the same memory. */
export function asColumn({ pointer, columns }: Tensor): Tensor {
  return { pointer, rows: columns, columns: 1 };
}

/** `count` elements of row `row`, starting at column `first`, in the same memory. */
export function partOfRow(
  { bytesPerElement }: Arena,
  { pointer, columns }: Tensor,
  row: number,
  first: number,
  count: number,
): Tensor {
  return { pointer: pointer + bytesPerElement * (row * columns + first), rows: 1, columns: count };
}
