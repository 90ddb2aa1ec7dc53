import type { Activation } from '../kernels/kernels';
import { type CellName, cells } from './cells';
import type { CellKind } from './cells/cell';
import { type OutputName, outputs } from './outputs';
import type { OutputOptions } from './outputs/output';

/** The output layer and its options. */
export interface OutputShape extends OutputOptions {
  readonly output: OutputName;
}

/** The architecture of a network. It determines the shape of every parameter. */
export interface NetworkShape extends OutputShape {
  readonly cell: CellName;
  readonly activation: Activation;
  /** Number of symbols, V. */
  readonly vocabulary: number;
  /** Number of hidden units per layer, H. */
  readonly hidden: number;
  /** Number of layers, 1 or more. */
  readonly layers: number;
  /** Size of a token's embedding, E. With 0 the input is one-hot and each token selects a row of Wxh. */
  readonly embedding: number;
  /** Number of tokens n that a network without memory sees. */
  readonly context: number;
  /** Probability of dropping a unit between layers, in training. */
  readonly dropout: number;
  /** Decay μ: the factor by which leaky and Jordan state units keep their value from step to step. */
  readonly decay: number;
}

/**
 * Default embedding size of a network without memory: Bengio et al. (2003) used 30 features per word in their
 * best mixture.
 */
const DEFAULT_EMBEDDING = 30;

/** Number of tokens n that the input sees, and their embedding size E. E is 0 for one-hot input. */
export function inputSizes({ cell, context, embedding }: NetworkShape): { n: number; E: number } {
  const kind: CellKind = cells[cell];
  return kind.windowed ? { n: context, E: embedding || DEFAULT_EMBEDDING } : { n: 1, E: embedding };
}

/** The cell of layer `layer`, counted from 0 at the bottom. */
export function cellAt({ cell, layers }: NetworkShape, layer: number): CellKind {
  const kind: CellKind = cells[cell];
  return layer === layers - 1 ? kind : (kind.beneath ?? kind);
}

/** Number of units that the output sees, D. */
export const outputInputWidth = ({ hidden, compression }: NetworkShape): number => compression || hidden;

/** Whether the output uses the embedding's rows as its weights. */
export const isTied = ({ output }: NetworkShape): boolean => outputs[output].tied;
