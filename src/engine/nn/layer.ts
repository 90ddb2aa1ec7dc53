import type { Ids } from '../core/tensor';
import type { Activation, Kernels } from '../kernels/kernels';
import { type CellName, cells } from './cells';
import type { Cell, CellKind, Workspace } from './cells/cell';
import { bias, type Parameter, weight } from './parameters';

/**
 * A recurrent layer over windows of T steps and B streams: back-propagation through time, truncated at the
 * window's start. This is the only loop over time. The input is a row look-up, done for all steps at once,
 * as is its gradient; only the recurrent step is sequential.
 */
export interface Layer extends Workspace {
  /** h for all steps, from the ids and the carried state. */
  forward(inputs: Ids): void;
  /** All gradients of the layer's parameters, from dh. */
  backward(inputs: Ids): void;
}

/** Wxh [V, G*H], the cell's own, bh [1, G*H]. */
export function layerParameters(
  arena: Kernels['arena'],
  cell: CellName,
  V: number,
  H: number,
): readonly Parameter[] {
  const kind: CellKind = cells[cell];
  return [
    weight(arena, 'Wxh', V, kind.gates * H),
    ...kind.parameters(arena, H),
    bias(arena, 'bh', kind.gates * H),
  ];
}

export function recurrentLayer(
  kernels: Kernels,
  cell: CellName,
  activation: Activation,
  parameters: readonly Parameter[],
  T: number,
  B: number,
): Layer {
  const [Wxh, ...rest] = parameters;
  const bh = rest[rest.length - 1];
  const kind: CellKind = cells[cell];
  const H = bh.value.columns / kind.gates;
  const workspace = planWorkspace(kernels, activation, kind.gates, H, T, B);
  const step: Cell = kind.build(workspace, rest.slice(0, -1));
  const { a, da } = workspace;

  return {
    ...workspace,

    forward(inputs) {
      kernels.gatherRows(a, Wxh.value, inputs); // x Wxh, as x is one-hot
      kernels.addRows(a, bh.value);
      for (let t = 0; t < T; t++) step.forward(t);
    },

    backward(inputs) {
      for (let t = T - 1; t >= 0; t--) step.backward(t);
      step.accumulate();
      kernels.scatterAddRows(Wxh.gradient, da, inputs); // dWxh += xᵀ da
      kernels.sumRows(bh.gradient, da);
    },
  };
}

function planWorkspace(
  kernels: Kernels,
  activation: Activation,
  gates: number,
  H: number,
  T: number,
  B: number,
): Workspace {
  const { arena } = kernels;
  const a = arena.tensor(T * B, gates * H);
  const da = arena.tensor(T * B, gates * H);
  const h = arena.tensor((T + 1) * B, H);
  const dh = arena.tensor((T + 1) * B, H);
  const steps = (tensor: typeof a, count: number) =>
    Array.from({ length: count }, (_, t) => arena.slice(tensor, t * B, B));
  return {
    kernels,
    activation,
    a,
    h,
    da,
    dh,
    aAt: steps(a, T),
    daAt: steps(da, T),
    hAfter: steps(h, T + 1),
    dhAfter: steps(dh, T + 1),
    hPrevious: arena.slice(h, 0, T * B),
  };
}
