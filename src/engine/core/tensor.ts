/**
 * A row-major matrix in an arena: an address and a shape. The arena determines the element type: float64 for
 * the reference kernels, float32 for the fast ones.
 */
export interface Tensor {
  /** Address in the arena's linear memory, in bytes. */
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
 * The linear memory for all tensors of a network. Tensors are allocated before training, never during
 * training.
 */
export interface Arena {
  /** Allocates a tensor of zeros. */
  tensor(rows: number, columns: number): Tensor;
  /** Allocates ids that are all 0. */
  ids(length: number): Ids;
  /**
   * Returns a view of the numbers of a tensor. The next call of `tensor` or `ids` may invalidate the view.
   */
  values(tensor: Tensor): Float32Array | Float64Array;
  /** Returns a view of the ids. The next call of `tensor` or `ids` may invalidate the view. */
  idValues(ids: Ids): Int32Array;
  /** Returns rows `from` to `from + count - 1` of `tensor` as a tensor that shares its memory. */
  slice(tensor: Tensor, from: number, count: number): Tensor;
  readonly bytesPerElement: 4 | 8;
}

/** Returns a row [1, N] as a column [N, 1] that shares its memory. */
export function asColumn({ pointer, columns }: Tensor): Tensor {
  return { pointer, rows: columns, columns: 1 };
}

/**
 * Returns `count` elements of row `row`, starting at column `first`, as a tensor [1, count] that shares the
 * memory of the whole tensor.
 */
export function partOfRow(
  { bytesPerElement }: Arena,
  { pointer, columns }: Tensor,
  row: number,
  first: number,
  count: number,
): Tensor {
  return { pointer: pointer + bytesPerElement * (row * columns + first), rows: 1, columns: count };
}
