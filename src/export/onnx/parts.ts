import type { ExportedNetwork } from '../network/exportedNetwork';
import type { Graph } from './graph';
import type { ElementType, OnnxValue } from './messages';
import type { OnnxWeights } from './weights';

/** What the functions that add parts of a network to a graph need. Sizes: T tokens, B streams, V symbols, H units, L layers. */
export interface OnnxParts {
  readonly graph: Graph;
  readonly network: ExportedNetwork;
  readonly weights: OnnxWeights;
  /** The input with the tokens, [T, B]. */
  readonly ids: string;
}

/** A state that programs pass from one call to the next: an input of the graph, and its value after the tokens. */
export interface OnnxState {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: NonNullable<OnnxValue['dims']>;
  /** The value before the first token, for one stream. */
  readonly start: ArrayLike<number>;
  /** The value after the tokens. */
  readonly next: string;
  /** The dimensions of `next`. Default: `dims`. */
  readonly nextDims?: OnnxValue['dims'];
}

/** The layers of a network in a graph. */
export interface OnnxLayers {
  /** What the output receives, [T, B, H]. */
  readonly h: string;
  readonly states: readonly OnnxState[];
}
