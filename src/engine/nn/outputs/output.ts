import type { Arena, Ids, Tensor } from '../../core/tensor';
import type { Kernels } from '../../kernels/kernels';
import type { NamedParameters, Parameter } from '../parameters';
import type { Direct, DirectOptions } from './direct';
import type { ScoringName } from './scoring';

/** What an output layer reads: hidden states [R, H] and the gradient by them. */
export interface Source {
  readonly h: Tensor;
  readonly dh: Tensor;
}

/** P(next | history) for R rows, and its loss. */
export interface Output {
  /** What is minimised, summed over the R rows; leaves the probabilities for `backward`. */
  loss(targets: Ids): number;
  /** After `loss`: dh += the gradient of scale * loss, for every source. */
  backward(targets: Ids, scale: number): void;
  /** After `backward`: the gradients of the output's parameters. */
  accumulate(targets: Ids): void;
  /** ln P for every row and symbol, [R, V]; stays valid until the next call. For reading, not for training. */
  logProbs(): Tensor;
  /** -ln P of the targets of the last `loss`, in nats, [R, 1]: the rows' losses, where this is what is minimised. */
  readonly losses: Tensor;
  /** Draws what is random in training step `step`, where something is. */
  draw?(step: number): void;
}

/** A second use of the output, step by step, for a cell that takes the distribution back. */
export interface Readout {
  /** p [B, V] = P(next | h [B, H]) */
  forward(p: Tensor, h: Tensor): void;
  /** From dp, in place: it becomes dy, the gradient before the softmax; dh += its share. */
  backward(dh: Tensor, dp: Tensor, p: Tensor): void;
  /** The gradients of the output's parameters, from h and dy of all steps. */
  accumulate(h: Tensor, dy: Tensor): void;
}

/** What is asked of every output alike; each takes what concerns it. */
export interface OutputOptions extends DirectOptions {
  /** Classes of symbols, C, where an output has some. */
  readonly classes: number;
  /** Symbols of noise, K, where an output learns from some. */
  readonly noise: number;
  /** How an output that is normalised by itself is scored. */
  readonly scoring: ScoringName;
  /** Units of a layer between the hidden states and the output, 0 for none. */
  readonly compression: number;
}

/** What an output is built into. */
export interface Surroundings {
  readonly options: OutputOptions;
  /** Adds to the logits where there are such connections. */
  readonly direct?: Direct;
  /** For training only. */
  readonly seed?: number;
}

export interface OutputKind<Name extends string = string> {
  /** Whether the embedding's rows serve as its weights. */
  readonly tied: boolean;
  /** Whether it wants the vocabulary sorted by falling frequency. */
  readonly frequentFirst: boolean;
  /** Own parameters, for D hidden units in view and V symbols. */
  parameters(arena: Arena, D: number, V: number, options: OutputOptions): NamedParameters<Name>;
  build(
    kernels: Kernels,
    parameters: NamedParameters<Name>,
    embedding: Parameter | undefined,
    sources: readonly Source[],
    surroundings: Surroundings,
  ): Output;
  /** Missing where the whole distribution is too much to make at every step. */
  readout?(kernels: Kernels, parameters: NamedParameters<Name>, embedding: Parameter | undefined): Readout;
}
