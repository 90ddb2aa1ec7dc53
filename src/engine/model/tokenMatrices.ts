import type { TokenMatrixKind } from '../../protocol/vectors';

/** A matrix with a row for each symbol of a vocabulary, [V, size]. */
export interface TokenMatrix {
  readonly vectors: Float32Array;
  readonly size: number;
}

/** The matrices that a network has, by their kinds. The functions return copies. */
export type TokenMatrices = ReadonlyMap<TokenMatrixKind, () => TokenMatrix>;
