import type { Arena, Ids, Tensor } from '../../core/tensor';
import type { Kernels } from '../../kernels/kernels';
import type { NamedParameters, Parameter } from '../parameters';
import type { DirectConnections, DirectOptions } from './directConnections';
import type { ScoringName } from './scoring';

/** The input of an output layer: hidden states h [R, H] and their gradient dh. */
export interface OutputSource {
  readonly h: Tensor;
  readonly dh: Tensor;
}

/** An output layer over R rows: P(next symbol | history) and the loss. */
export interface OutputLayer {
  /** The training loss, summed over the R rows. `backward` reuses the probabilities it computes. */
  loss(targets: Ids): number;
  /** After `loss`: dh += gradient of scale * loss, for every source. */
  backward(targets: Ids, scale: number): void;
  /** After `backward`: adds the gradients of the output's parameters. */
  accumulate(targets: Ids): void;
  /** ln P of every symbol for every row, [R, V], valid until the next call. For scoring, not for training. */
  logProbs(): Tensor;
  /**
   * -ln P of the last targets, in nats, [R, 1], set by `loss`. If the training loss is cross-entropy, these
   * are its terms.
   */
  readonly losses: Tensor;
  /** Draws the noise of training step `step`. Missing if the output uses none. */
  draw?(step: number): void;
}

/** The output computed step by step, for a cell that receives the output distribution. */
export interface StepReadout {
  /** p [B, V] = P(next | h [B, H]) */
  forward(p: Tensor, h: Tensor): void;
  /** Turns dp into dy, the gradient of the logits, in place; dh += its part. */
  backward(dh: Tensor, dp: Tensor, p: Tensor): void;
  /** Adds the gradients of the output's parameters, from h and dy of all steps. */
  accumulate(h: Tensor, dy: Tensor): void;
}

/** Options for outputs. Every output receives all of them and uses those that concern it. */
export interface OutputOptions extends DirectOptions {
  /** Number of classes C, for `classes`. */
  readonly classes: number;
  /** Number of noise symbols K per step, for `noiseContrastive`. */
  readonly noise: number;
  /** The way in which `noiseContrastive` scores a text. */
  readonly scoring: ScoringName;
  /** Units of the compression layer between the hidden states and the output. 0: no such layer. */
  readonly compression: number;
}

/** The network that an output is built into. */
export interface OutputContext {
  readonly options: OutputOptions;
  /** Direct connections, which add to the logits. */
  readonly direct?: DirectConnections;
  /** Seed of the noise. Given in training only. */
  readonly seed?: number;
}

/** A type of output layer. `Name` lists its parameters. */
export interface OutputKind<Name extends string = string> {
  /** Whether the embedding's rows are its weights. */
  readonly tied: boolean;
  /** Whether the vocabulary must be sorted by descending frequency. */
  readonly frequentFirst: boolean;
  /** Creates its parameters, for D units that it sees and V symbols. */
  parameters(arena: Arena, D: number, V: number, options: OutputOptions): NamedParameters<Name>;
  build(
    kernels: Kernels,
    parameters: NamedParameters<Name>,
    embedding: Parameter | undefined,
    sources: readonly OutputSource[],
    surroundings: OutputContext,
  ): OutputLayer;
  /** Missing if computing the whole distribution at every step would be too slow. */
  readout?(
    kernels: Kernels,
    parameters: NamedParameters<Name>,
    embedding: Parameter | undefined,
  ): StepReadout;
}
