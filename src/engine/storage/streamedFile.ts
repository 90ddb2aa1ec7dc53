/** A tensor that is written to a file row by row, because it may be larger than memory. */
export interface StreamedTensor {
  readonly name: string;
  readonly dtype: keyof typeof bytesOf;
  readonly shape: readonly number[];
}

/** Bytes per element of each type. */
export const bytesOf = { F32: 4, I32: 4, I64: 8 } as const;

/** An entry of a file: a tensor with the bytes before its elements. */
export interface FileEntry {
  /** Position of `prefix` in the file. The elements follow it. */
  readonly at: number;
  readonly prefix: Uint8Array;
}

/**
 * The layout of a file of streamed tensors. The positions of all tensors are known before their elements, so
 * that all tensors can grow at the same time.
 */
export interface FilePlan {
  /** One entry per tensor, in their order, then the entries without streamed elements. */
  readonly entries: readonly FileEntry[];
  /** Returns the rest of the file. `checksums`: the CRC-32 of every entry, including its prefix. */
  rest(checksums: readonly number[]): readonly FileEntry[];
}

export function lengthOf({ dtype, shape }: StreamedTensor): number {
  return shape.reduce((product, size) => product * size, bytesOf[dtype]);
}
