import type { Arena, Tensor } from '../core/tensor';
import type { Activation, Kernels } from '../kernels/kernels';
import { type CarriedState, type CarriedTensor, carried, stepBlocks } from './carriedState';
import {
  type CellKind,
  type CellOptions,
  type LayerBuffers,
  normalisesSums,
  type StepwiseKind,
} from './cells/cell';
import type { Input } from './inputs/input';
import { silence, silencedReadout } from './lesionedParts';
import { normalisedInput } from './normalisedInput';
import type { StepReadout } from './outputs/output';
import { bias, gain, type LayerParameters, mapLayer, parameter } from './parameters';
import type { NetworkShape } from './shape';
import { normalisedActivation, plainActivation, type StepActivation, type Sums } from './stepActivation';

/**
 * A recurrent layer over windows of T steps and B streams. It is trained by backpropagation through time,
 * truncated at the start of the window. This file contains the only loop over time. The products with the
 * input weights and all parameter gradients are computed for all steps at once; only the recurrent steps are
 * sequential.
 */
export interface RecurrentLayer {
  /** h_1 to h_T, [T * B, H]. `dStates` are their gradients. */
  readonly states: Tensor;
  readonly dStates: Tensor;
  /**
   * The states that are passed from step to step: h first, then other states of the cell, such as c of an
   * LSTM.
   */
  readonly carried: readonly CarriedTensor[];
  /** After `forward`: the gates of a cell with `gateNames` for all steps, [T * B, G * H]. */
  readonly gates: Tensor;
  /** After `backward`: the gradients with respect to x Wxh, [T * B, G * H]. */
  readonly dGates: Tensor;
  /**
   * After `backward`: the gradient with respect to the layer's input, [T * B, D], if it is more than dGates Wxhᵀ: of a
   * transformer, whose input also passes the gates by.
   */
  readonly dInput?: Tensor;
  /**
   * Of a block of a transformer, after `forward`: how much each head of each row attends to the tokens that it sees,
   * oldest first, [T * B * heads, C].
   */
  readonly attention?: Tensor;
  /** Other states that are passed from window to window, such as the tokens before a window. */
  readonly histories: readonly CarriedState[];
  forward(): void;
  /**
   * Computes the gradients with respect to the layer's inputs and initial states. Before the call, `dStates`
   * must contain the gradients with respect to h that come from the output or the layer above. They must be 0 after the
   * step `last` (default: the last of the window), so that a recurrent layer can start there.
   */
  backward(last?: number): void;
  /** After `backward` of all steps: adds to the gradients of the layer's parameters. */
  accumulate(): void;
}

/** The sizes of a layer with D inputs and H hidden units, for V symbols. */
interface LayerSizes extends Pick<NetworkShape, 'normalisation'> {
  readonly D: number;
  readonly H: number;
  readonly V: number;
}

/** Creates the parameters of a layer. `suffix` is appended to their names. */
export function makeLayerParameters(
  arena: Arena,
  kind: CellKind,
  { D, H, V, normalisation }: LayerSizes,
  suffix: string,
): LayerParameters {
  const { gates, learned } = kind;
  const [inputName, biasName] = kind.attends ? ['Wqkv', 'bqkv'] : ['Wxh', 'bh'];
  const layer = {
    Wxh: parameter(arena, { name: inputName, role: 'input', rows: D, columns: gates * H, gates }),
    cell: {
      ...kind.parameters(arena, H, V),
      ...(normalisation === 'layer' && normalisesSums(kind) && { g: gain(arena, 'g', H) }),
    },
    bh: bias(arena, biasName, gates * H, gates),
  };
  return mapLayer(layer, each => ({ ...each, name: each.name + suffix, learned }));
}

interface LayerOptions {
  readonly kind: StepwiseKind;
  readonly activation: Activation;
  readonly cellOptions: CellOptions;
  readonly parameters: LayerParameters;
  readonly input: Input;
  readonly readout: StepReadout | undefined;
  /** The units whose values count as 0. */
  readonly silenced: readonly number[];
  readonly T: number;
  readonly B: number;
}

/** Unfolds a layer over a window: creates the computation for T steps and allocates its buffers. */
export function recurrentLayer(
  kernels: Kernels,
  { kind, activation, cellOptions, parameters, input, readout, silenced, T, B }: LayerOptions,
): RecurrentLayer {
  const { bh } = parameters;
  const H = bh.value.columns / kind.gates;
  const sums = planSums(kernels, kind.gates * H, T, B);
  const f = activationFor(parameters)(kernels, activation, parameters, sums);
  const workspace = planWorkspace(kernels, sums, f, H);
  const { arena } = kernels;
  const reading = readout && silenced.length > 0 ? silencedReadout(arena, readout, silenced) : readout;
  const cell = kind.build(workspace, parameters.cell, cellOptions, reading);
  const { da, h } = workspace;

  return {
    states: arena.slice(h.value, B, T * B),
    dStates: arena.slice(h.gradient, B, T * B),
    carried: [h, ...cell.carried],
    gates: sums.a,
    dGates: f.dSums,
    histories: input.states,

    forward() {
      input.forward(f.sums);
      f.begin();
      cell.begin();
      silence(arena, h.after[0], silenced);
      for (let t = 0; t < T; t++) {
        cell.forward(t);
        silence(arena, h.after[t + 1], silenced);
      }
    },

    backward(last = T - 1) {
      const after = T - 1 - last;
      if (after > 0) kernels.fill(arena.slice(da, (last + 1) * B, after * B), 0);
      for (let t = last; t >= 0; t--) {
        silence(arena, h.dAfter[t + 1], silenced);
        cell.backward(t);
      }
      f.end();
      input.backward(f.dSums);
    },

    accumulate() {
      cell.accumulate();
      input.accumulate(f.dSums);
      f.accumulate();
    },
  };
}

function activationFor({ cell: { g, gxh } }: LayerParameters) {
  if (g) return normalisedActivation;
  return gxh ? normalisedInput : plainActivation;
}

function planSums({ arena }: Kernels, columns: number, T: number, B: number): Sums {
  return { a: arena.tensor(T * B, columns), da: arena.tensor(T * B, columns), T, B };
}

function planWorkspace(kernels: Kernels, { a, da, T, B }: Sums, f: StepActivation, H: number): LayerBuffers {
  const { arena } = kernels;
  const h = carried(arena, 'h', T, B, H);
  return {
    kernels,
    T,
    B,
    H,
    a,
    da,
    aAt: stepBlocks(arena, a, T, B),
    daAt: stepBlocks(arena, da, T, B),
    f,
    h,
    hPrevious: arena.slice(h.value, 0, T * B),
  };
}
