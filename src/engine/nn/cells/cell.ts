import type { Arena, Tensor } from '../../core/tensor';
import type { Activation, Kernels } from '../../kernels/kernels';
import type { CarriedTensor } from '../carriedState';
import type { StepReadout } from '../outputs/output';
import type { LayerParameters, NamedParameters, Parameter } from '../parameters';

/** Options for cells. Every cell receives all of them and uses those that concern it. */
export interface CellOptions {
  /** The activation function f, for cells whose `activation` is `any`. */
  readonly activation: Activation;
  /** Decay μ: the factor by which state units keep their value from step to step. */
  readonly decay: number;
}

/**
 * The buffers of one layer over a window. They are time-major: the rows of step t are one block, and all
 * steps together are one matrix.
 *
 * | symbol | shape             | meaning                                                                |
 * |--------|-------------------|------------------------------------------------------------------------|
 * | a      | [T * B, G * H]    | on entry x Wxh + bh; the cell adds its recurrent part                 |
 * | h      | [(T + 1) * B, H]  | hidden states; block 0 is the last state of the previous window       |
 * | da     | [T * B, G * H]    | gradient of the loss with respect to a                                |
 * | dh     | [(T + 1) * B, H]  | gradient with respect to h; the output adds its part before the cell  |
 */
export interface LayerBuffers {
  readonly kernels: Kernels;
  readonly T: number;
  readonly B: number;
  readonly H: number;
  readonly a: Tensor;
  readonly da: Tensor;
  /** Step t of a and da, 0 <= t < T: each [B, G * H]. */
  readonly aAt: readonly Tensor[];
  readonly daAt: readonly Tensor[];
  readonly h: CarriedTensor;
  /** h_{t-1} for all steps (blocks 0..T-1) as one matrix [T * B, H]. */
  readonly hPrevious: Tensor;
}

/** The computation of one step. The loop over time, truncation and the input belong to the layer. */
export interface Cell {
  /** States other than h that are passed from step to step, such as an LSTM's c. */
  readonly carried: readonly CarriedTensor[];
  /** Called before the first step of a window. Parameters do not change until the window ends. */
  begin(): void;
  /** Computes h_t from h_{t-1} and a_t. */
  forward(t: number): void;
  /** Computes da_t from dh_t and adds to dh_{t-1}. */
  backward(t: number): void;
  /** Adds the gradients of the recurrent parameters, from all T * B rows at once. */
  accumulate(): void;
}

/** Inputs of a cell's own initialisation. */
export interface CellInitialisation {
  readonly arena: Arena;
  readonly forgetBias: number;
  readonly spectralRadius: number;
  /** Standard normal draws for a parameter, by index. */
  normalOf(parameter: Parameter): (index: number) => number;
}

/** A type of recurrent cell, with H hidden units and G gates. `Name` lists its own parameters. */
export interface CellKind<Name extends string = string> {
  /** Number of gates G, so that a is [B, G * H]: 1 for a simple cell, 4 for an LSTM. */
  readonly gates: number;
  /** `any`: the setting chooses the activation; `own`: the cell's equations fix it. */
  readonly activation: 'any' | 'own';
  /** False for a reservoir: training changes only the output. */
  readonly learned: boolean;
  /** Whether its input includes the previous output distribution. `build` then needs a `readout`. */
  readonly needsReadout?: boolean;
  /** Whether it sees several tokens at a time instead of having a memory. */
  readonly windowed: boolean;
  /** The cell of the layers below the top one, if it differs. */
  readonly beneath?: CellKind;
  /** Creates the cell's own parameters, for H hidden units and V symbols. */
  parameters(arena: Arena, H: number, V: number): NamedParameters<Name>;
  /** Sets initial values that differ from the initialiser's. */
  initialise?(layer: LayerParameters, start: CellInitialisation): void;
  /** `readout`: the network's output, for a cell with `needsReadout`. */
  build(
    workspace: LayerBuffers,
    parameters: NamedParameters<Name>,
    options: CellOptions,
    readout?: StepReadout,
  ): Cell;
}
