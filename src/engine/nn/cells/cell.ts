import type { Arena, Tensor } from '../../core/tensor';
import type { Activation, Kernels } from '../../kernels/kernels';
import type { Carried } from '../carried';
import type { Readout } from '../outputs/output';
import type { LayerParameters, NamedParameters, Parameter } from '../parameters';

/** What is asked of every cell alike; each takes what concerns it. */
export interface CellOptions {
  /** f, where the cell leaves it open. */
  readonly activation: Activation;
  /** μ: what state units keep of themselves from step to step. */
  readonly decay: number;
}

/**
 * What a cell works on: the buffers of one layer over a window. Time-major, so that the rows of step t are
 * one block, and all steps together one matrix.
 *
 * | symbol | shape             | meaning                                                                |
 * |--------|-------------------|------------------------------------------------------------------------|
 * | a      | [T * B, G * H]    | in: the input's share with the bias; then the cell's own pre-activation |
 * | h      | [(T + 1) * B, H]  | hidden states; block 0 is the state carried in from the last window     |
 * | da     | [T * B, G * H]    | gradient by a                                                          |
 * | dh     | [(T + 1) * B, H]  | gradient by h; the output layer adds its share before the cell runs     |
 */
export interface Workspace {
  readonly kernels: Kernels;
  readonly T: number;
  readonly B: number;
  readonly H: number;
  readonly a: Tensor;
  readonly da: Tensor;
  /** Step t of a and da, 0 <= t < T: [B, G * H]. */
  readonly aAt: readonly Tensor[];
  readonly daAt: readonly Tensor[];
  readonly h: Carried;
  /** h of the steps before (blocks 0..T-1) as one matrix [T * B, H]. */
  readonly hPrevious: Tensor;
}

/** The algebra of one step and nothing else: time, truncation and the input belong to the layer. */
export interface Cell {
  /** What it carries from step to step besides h. */
  readonly carried: readonly Carried[];
  /** Before the first step of a window, whose parameters then stay as they are. */
  begin(): void;
  /** h_t from h_{t-1} and a_t. */
  forward(t: number): void;
  /** da_t from dh_t, and dh_{t-1} += its share. */
  backward(t: number): void;
  /** Gradients of the recurrent parameters from all T * B rows at once. */
  accumulate(): void;
}

/** What a cell's own start has to go by. */
export interface Start {
  readonly arena: Arena;
  readonly forgetBias: number;
  readonly spectralRadius: number;
  /** Standard normal draws of a parameter's own, by index. */
  normalOf(parameter: Parameter): (index: number) => number;
}

export interface CellKind<Name extends string = string> {
  /** Width of the input's share in hidden sizes: 1 for a simple cell, 4 for an LSTM. */
  readonly gates: number;
  /** `any`: the setting decides; `own`: the cell's equations do. */
  readonly activation: 'any' | 'own';
  /** False for a reservoir, of which only the output learns. */
  readonly learned: boolean;
  /** Whether it takes the output's distribution back, so that there must be a `readout`. */
  readonly takesOutput?: boolean;
  /** Whether it sees several tokens at a time, having no memory. */
  readonly windowed: boolean;
  /** The cell of the layers beneath the top one, where that is another. */
  readonly beneath?: CellKind;
  /** Recurrent parameters, for H hidden units and V symbols. */
  parameters(arena: Arena, H: number, V: number): NamedParameters<Name>;
  /** Where its parameters start otherwise than the initialiser has them. */
  initialise?(layer: LayerParameters, start: Start): void;
  /** `readout`: the network's output, for a cell that takes it back. */
  build(
    workspace: Workspace,
    parameters: NamedParameters<Name>,
    options: CellOptions,
    readout?: Readout,
  ): Cell;
}
