import type { Configuration } from '../../settings/settings';
import type { Activation } from '../kernels/kernels';
import { type CellName, cells } from './cells';
import type { CellKind } from './cells/cell';
import { type OutputName, outputs } from './outputs';
import type { OutputOptions } from './outputs/output';

/** The output layer and its options. */
export interface OutputShape extends OutputOptions {
  readonly output: OutputName;
}

/** The architecture of a network, which determines the shapes of all parameters. */
export interface NetworkShape extends OutputShape {
  readonly cell: CellName;
  readonly activation: Activation;
  /** `layer`: the sums of the hidden units are normalised before the activation function. */
  readonly normalisation: Configuration['model.normalisation'];
  /** Number of hidden units per layer, H. */
  readonly hidden: number;
  /** Number of layers, 1 or more. */
  readonly layers: number;
  /** Size of a token's embedding, E. 0 means one-hot input: each token selects a row of Wxh. */
  readonly embedding: number;
  /** Whether the input of each step is the last token that has bits. */
  readonly plan: boolean;
  /** Number of heads of a transformer. They divide the hidden units. */
  readonly heads: number;
  /** Number of positions C of a transformer: after C tokens, its context is empty again. */
  readonly positions: number;
  /** How a transformer represents positions. */
  readonly positionEncoding: Configuration['model.positionEncoding'];
  /** Number of tokens n that a network without memory (cell `feedForward`) reads at a time. */
  readonly context: number;
  /**
   * Dropout: the probability, in training, that the input from a hidden unit to the layer above is set to 0.
   */
  readonly dropout: number;
  /** Decay μ of leaky and Jordan cells: the factor by which the previous state is multiplied in each step. */
  readonly decay: number;
}

/**
 * Default embedding size of a network without memory. Bengio et al. (2003) used 30 features per word in their
 * best network.
 */
const DEFAULT_EMBEDDING = 30;

/**
 * Returns the number of tokens n that the input reads at a time, and their embedding size E (0 for one-hot
 * input). With a table of bits, the embedding is that table.
 */
export function inputSizes({ cell, context, embedding, bits }: NetworkShape): { n: number; E: number } {
  const kind: CellKind = cells[cell];
  const E = bits || embedding;
  return kind.windowed ? { n: context, E: E || DEFAULT_EMBEDDING } : { n: 1, E };
}

/**
 * Returns the cell of a layer. Layer 0 is the lowest. Layers below the top layer may use another cell than
 * the top layer (see `CellKind.beneath`).
 */
export function cellAt({ cell, layers, normalisation }: NetworkShape, layer: number): CellKind {
  const kind: CellKind = cells[cell];
  const found = layer === layers - 1 ? kind : (kind.beneath ?? kind);
  return normalisation === 'layer' ? (found.normalised ?? found) : found;
}

/**
 * Returns D, the number of units that the output receives: the units of the compression layer or, without a
 * compression layer, the hidden units.
 */
export const outputInputWidth = ({ hidden, compression }: NetworkShape): number => compression || hidden;

/** Returns whether the output uses the rows of the embedding as its weights. */
export const isTied = ({ output }: NetworkShape): boolean => outputs[output].tied;
