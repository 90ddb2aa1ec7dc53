import type { Arena, Tensor } from '../../core/tensor';
import type { Kernels } from '../../kernels/kernels';
import type { CarriedTensor } from '../carriedState';
import type { StepReadout } from '../outputs/output';
import type { LayerParameters, NamedParameters, Parameter } from '../parameters';
import type { StepActivation } from '../stepActivation';

/** Options for cells. Every cell receives all options and uses those that apply to it. */
export interface CellOptions {
  /** Decay μ: the factor by which the previous state is multiplied in each step. */
  readonly decay: number;
}

/**
 * The buffers of one layer over a window. They are time-major: the rows of step t are one block, and all
 * steps together are one matrix. T steps, B streams, H hidden units, G gates.
 *
 * | symbol | shape | meaning |
 * |--------|-------------------|------------------------------------------------------------------------|
 * | a | [T * B, G * H] | on entry the part of the input (see `StepActivation`); the cell adds its recurrent part |
 * | h | [(T + 1) * B, H] | hidden states; block 0 is the last state of the previous window |
 * | da | [T * B, G * H] | gradient of the loss with respect to a |
 * | dh | [(T + 1) * B, H] | gradient with respect to h; the output adds its part before the cell |
 */
export interface LayerBuffers {
  readonly kernels: Kernels;
  readonly T: number;
  readonly B: number;
  readonly H: number;
  readonly a: Tensor;
  readonly da: Tensor;
  /** The blocks of a for the steps t from 0 to T - 1, each [B, G * H]. `daAt` has those of da. */
  readonly aAt: readonly Tensor[];
  readonly daAt: readonly Tensor[];
  /** The activation function f, for cells whose `activation` is `any`. */
  readonly f: StepActivation;
  readonly h: CarriedTensor;
  /** h_{t-1} for all steps t as one matrix [T * B, H]: the blocks 0 to T - 1 of h. */
  readonly hPrevious: Tensor;
}

/**
 * The computation of a cell. The layer that contains the cell multiplies by the input weights and loops over
 * the steps.
 */
export interface Cell {
  /** States besides h that are passed from step to step, such as c of an LSTM. */
  readonly carried: readonly CarriedTensor[];
  /** Prepares a window. Called before the first step. Parameters must not change until the window ends. */
  begin(): void;
  /** Computes h_t of the streams from h_{t-1} and a_t. */
  forward(t: number): void;
  /** Computes da_t from dh_t, and adds the gradient with respect to h_{t-1} to dh_{t-1}. */
  backward(t: number): void;
  /** Adds the gradients of the recurrent parameters for the whole window, from all T * B rows at once. */
  accumulate(): void;
}

/** The values that `CellKind.initialise` receives. */
export interface CellInitialisation {
  readonly arena: Arena;
  readonly forgetBias: number;
  readonly spectralRadius: number;
  /** Number of layers of the network. */
  readonly layers: number;
  /** Returns a standard normal draw for each element of a parameter. */
  normals(parameter: Parameter): Float64Array;
}

/** Properties of a type of cell with H hidden units and G gates. `Name` lists the cell's own parameters. */
interface CellTraits<Name extends string> {
  /**
   * Number of gates G: 1 for a simple cell, 4 for an LSTM. The pre-activations a of a step are [B, G * H].
   */
  readonly gates: number;
  /**
   * The names of the gates, in order, if the cell replaces a by the values of its gates after their activation
   * functions. Missing for cells without gates.
   */
  readonly gateNames?: readonly string[];
  /** `any`: a setting chooses the activation function. `own`: the equations of the cell determine it. */
  readonly activation: 'any' | 'own';
  /**
   * Whether training changes the weights of the layer. False for a reservoir, where only the output is
   * trained.
   */
  readonly learned: boolean;
  /**
   * Whether the cell's input includes the previous output distribution. If so, `build` requires `readout`.
   */
  readonly needsReadout?: boolean;
  /** Whether the cell reads several tokens at a time and has no memory. False for recurrent cells. */
  readonly windowed: boolean;
  /** The cell kind for the layers below the top layer. Default: this kind. */
  readonly beneath?: CellKind;
  /** The cell kind with layer normalisation, for a gated cell that can have it. */
  readonly normalised?: CellKind;
  /** Creates the cell's own parameters for H hidden units and V symbols. */
  parameters(arena: Arena, H: number, V: number): NamedParameters<Name>;
  /** Sets initial values that differ from those of the initialiser in the settings. */
  initialise?(layer: LayerParameters, start: CellInitialisation): void;
}

/** A type of cell that computes one step after the other. */
export interface StepwiseKind<Name extends string = string> extends CellTraits<Name> {
  readonly attends?: false;
  /**
   * Creates the cell. `readout` is the output of the network. It is required for a cell with `needsReadout`.
   */
  build(
    workspace: LayerBuffers,
    parameters: NamedParameters<Name>,
    options: CellOptions,
    readout?: StepReadout,
  ): Cell;
}

/**
 * A block of a transformer: computes all steps of a window at once, from the values that earlier steps left. See
 * `nn/transformer`.
 */
export interface AttentionKind<Name extends string = string> extends CellTraits<Name> {
  readonly attends: true;
}

export type CellKind<Name extends string = string> = StepwiseKind<Name> | AttentionKind<Name>;

/**
 * Returns whether the layer can normalise the sums of a cell: one that is learned and applies one activation function
 * to the sums of its units.
 */
export const normalisesSums = ({ activation, learned }: CellKind): boolean => activation === 'any' && learned;

/** Returns whether a cell can have layer normalisation. */
export const canNormalise = (kind: CellKind): boolean =>
  normalisesSums(kind) || kind.normalised !== undefined;
