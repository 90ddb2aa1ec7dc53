import type { TokenReading } from './textScore';

/** A head of the attention of a transformer. */
export interface HeadPlace {
  /** Number of the layer, 0 for the lowest. */
  readonly layer: number;
  /** Number of the head, from 0. Undefined: the mean over all heads of the layer. */
  readonly head?: number;
}

/** How much a token of a text attends to itself and to earlier tokens. */
export interface AttentionWeights {
  readonly layers: number;
  readonly heads: number;
  /** The head that was read. It differs from the requested one if the network does not have that one. */
  readonly place: HeadPlace;
  /** The index of the token whose attention this is among the tokens that were read; -1: there is none. */
  readonly token: number;
  /**
   * The weight of each token, from 0 to 1; 0 for a token that is not in the context. NaN for a token that the network
   * cannot read.
   */
  readonly weights: Float32Array;
}

/** The tokens of a range, with the attention of one of them. */
export interface AttentionReading extends TokenReading {
  readonly attention: AttentionWeights;
}

/** Returns the requested head or, if the network does not have it, the nearest one. */
export function nearestHead(
  { layers, heads }: Pick<AttentionWeights, 'layers' | 'heads'>,
  wanted: HeadPlace = { layer: layers - 1 },
): HeadPlace {
  const layer = Math.min(wanted.layer, layers - 1);
  return wanted.head === undefined ? { layer } : { layer, head: Math.min(wanted.head, heads - 1) };
}
