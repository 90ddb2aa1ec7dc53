import type { Arena, Ids, Tensor } from '../../core/tensor';
import type { Kernels } from '../../kernels/kernels';
import type { NamedParameters, Parameter } from '../parameters';
import type { DirectConnections, DirectOptions } from './directConnections';
import type { ScoringName } from './scoring';

/** The input of an output layer: hidden states h [R, H] and their gradient dh [R, H]. */
export interface OutputSource {
  readonly h: Tensor;
  readonly dh: Tensor;
}

/** An output layer for R rows, one per prediction: computes P(next symbol | history) and the loss. */
export interface OutputLayer {
  /** Returns the training loss, summed over the R rows. Keeps the probabilities, which `backward` reuses. */
  loss(targets: Ids): number;
  /** After `loss`: adds the gradient of scale * loss to the gradient dh of every source. */
  backward(targets: Ids, scale: number): void;
  /** After `backward`: adds to the gradients of the output's parameters. */
  accumulate(targets: Ids): void;
  /**
   * Returns ln P of every symbol for every row, [R, V]. The result is valid until the next call. For scoring,
   * not for training.
   */
  logProbs(): Tensor;
  /**
   * -ln P in nats of the targets of the last call of `loss`, [R, 1]. If the training loss is the
   * cross-entropy, that loss is the sum of these values.
   */
  readonly losses: Tensor;
  /** Draws the noise symbols for training step `step`. Missing if the output uses none. */
  draw?(step: number): void;
}

/** An output that is computed step by step, for a cell whose input includes the output distribution. */
export interface StepReadout {
  /** Computes p [B, V], the distribution P(next symbol | h), from h [B, H]. */
  forward(p: Tensor, h: Tensor): void;
  /** Replaces dp, the gradient with respect to p, by dy, the gradient of the logits. Adds to dh. */
  backward(dh: Tensor, dp: Tensor, p: Tensor): void;
  /** Adds to the gradients of the output's parameters, from h and dy of all steps. */
  accumulate(h: Tensor, dy: Tensor): void;
}

/** Options for outputs. Every output receives all options and uses those that apply to it. */
export interface OutputOptions extends DirectOptions {
  /** Number of symbols, V. */
  readonly vocabulary: number;
  /** Number of bits of each symbol; 0 without a table of bits. Its values are the embedding. */
  readonly bits: number;
  /** Number of classes C, for the output `classes`. */
  readonly classes: number;
  /** Number of noise symbols K per step, for the output `noiseContrastive`. */
  readonly noise: number;
  /** How the output `noiseContrastive` scores a text: with or without normalisation. */
  readonly scoring: ScoringName;
  /** Number of units of the compression layer between hidden states and output; 0 means no such layer. */
  readonly compression: number;
}

/** The parts of a network that an output needs when it is created. */
export interface OutputContext {
  readonly options: OutputOptions;
  /** The direct connections of the network, whose weights are added to the logits. */
  readonly direct?: DirectConnections;
  /** Seed of the noise symbols. Present only in training. */
  readonly seed?: number;
}

/** A type of output layer. `Name` is the union of the names of its parameters. */
export interface OutputKind<Name extends string = string> {
  /** Whether the output uses the rows of the embedding as its weights. */
  readonly tied: boolean;
  /** Whether the output requires a vocabulary that is sorted by descending frequency. */
  readonly frequentFirst: boolean;
  /** Creates the parameters of the output for an input of D units and for V symbols. */
  parameters(arena: Arena, D: number, V: number, options: OutputOptions): NamedParameters<Name>;
  build(
    kernels: Kernels,
    parameters: NamedParameters<Name>,
    embedding: Parameter | undefined,
    sources: readonly OutputSource[],
    surroundings: OutputContext,
  ): OutputLayer;
  /**
   * Creates an output that is computed step by step. Missing for outputs where the whole distribution at
   * every step would be too slow to compute.
   */
  readout?(
    kernels: Kernels,
    parameters: NamedParameters<Name>,
    embedding: Parameter | undefined,
  ): StepReadout;
}
