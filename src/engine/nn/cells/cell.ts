import type { Tensor } from '../../core/tensor';
import type { Activation, Kernels } from '../../kernels/kernels';
import type { Parameter } from '../parameters';

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
  readonly activation: Activation;
  readonly a: Tensor;
  readonly h: Tensor;
  readonly da: Tensor;
  readonly dh: Tensor;
  /** Step t of a and da, 0 <= t < T: [B, G * H]. */
  readonly aAt: readonly Tensor[];
  readonly daAt: readonly Tensor[];
  /** State after t steps, of h and dh, 0 <= t <= T: [B, H]. */
  readonly hAfter: readonly Tensor[];
  readonly dhAfter: readonly Tensor[];
  /** h of the steps before (blocks 0..T-1) as one matrix [T * B, H]. */
  readonly hPrevious: Tensor;
}

/** The algebra of one step and nothing else: time, truncation and the input belong to the layer. */
export interface Cell {
  /** h_t from h_{t-1} and a_t. */
  forward(t: number): void;
  /** da_t from dh_t, and dh_{t-1} += its share. */
  backward(t: number): void;
  /** Gradients of the recurrent parameters from all T * B rows at once. */
  accumulate(): void;
}

export interface CellKind {
  /** Width of the input's share in hidden sizes: 1 for a simple cell, 4 for an LSTM. */
  readonly gates: number;
  /** Recurrent parameters, for hidden size H. */
  parameters(arena: Kernels['arena'], H: number): readonly Parameter[];
  build(workspace: Workspace, parameters: readonly Parameter[]): Cell;
}
