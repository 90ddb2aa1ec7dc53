import type {
  ErrorFlow,
  LayerErrors,
  StateErrors,
  WeightChanges,
  WeightGroup,
} from '../../protocol/errorFlow';
import type { Arena, Tensor } from '../core/tensor';
import { withScaled, withZeros } from '../core/withZeros';
import type { Kernels } from '../kernels/kernels';
import { writeStates } from './carriedState';
import type { CellKind } from './cells/cell';
import type { RecurrentLayer } from './layer';
import { type NetworkWeights, unfold } from './network';
import { cellAt, isTied } from './shape';

/** What `errorFlowReader` returns a function for. `ids` are T + 1 tokens: the inputs and the last target. */
export interface ErrorFlowRequest extends WeightChanges {
  /** The state of the network before the first token. */
  readonly state: Float64Array;
  readonly ids: Int32Array;
}

/**
 * Returns a function that reads T tokens and propagates the error of the prediction of the next token back
 * through these steps. The window of T steps is allocated once.
 *
 * The gradients are those of `Window.backward`. Each is divided into the shares that arrive from the output (V), from
 * the next step (W) and from the layer above (its U). A cell can also pass the error to the previous step without
 * weights: c of an LSTM, z of a GRU. This is part of the share that arrives from the next step.
 */
export function errorFlowReader(kernels: Kernels, weights: NetworkWeights, T: number) {
  const { arena } = kernels;
  const { stack: parameters, shape } = weights;
  // The seed draws the noise symbols of the output `noiseContrastive`, which its loss needs.
  const still = { ...weights, shape: { ...shape, dropout: 0 } };
  const window = unfold(kernels, still, { T, B: 1, seed: 1 });
  const { stack, output, inputs, targets } = window;
  const inputErrors = parameters.layers.map(({ Wxh }) => arena.tensor(T, Wxh.value.rows));
  window.draw(0);

  const viewsOf = (tensors: readonly Tensor[]) => tensors.map(tensor => () => arena.values(tensor));

  function read({ state, ids }: ErrorFlowRequest): void {
    writeStates(arena, window.states, 0, state);
    arena.idValues(inputs).set(ids.subarray(0, T));
    arena.idValues(targets).set(ids.subarray(1));
    window.forward();
  }

  /** Sets the gradients of the top layer's states to those of the last loss. Returns the loss. */
  function beginBackward(): number {
    output.loss(targets);
    const loss = arena.values(output.losses)[T - 1];
    stack.clear();
    output.backward(targets, 1);
    const { columns: H } = stack.top.dStates;
    arena.values(stack.top.dStates).fill(0, 0, (T - 1) * H);
    return loss;
  }

  function backward(l: number, layer: RecurrentLayer): LayerErrors & { readonly above: number[] } {
    const { value: Wxh } = parameters.layers[l].Wxh;
    const before = arena.values(layer.dStates).slice(); // the shares of the output or of the layer above
    layer.backward();
    const dx = layer.dInput ?? inputErrors[l];
    if (!layer.dInput) {
      kernels.fill(dx, 0);
      kernels.matmulNT(dx, layer.dGates, Wxh); // dx [T, D] = da [T, GH] Wxhᵀ
    }
    const states = statesOf(arena, layer, before, cellAt(shape, l));
    return { states, input: rowNorms(arena.values(dx), T), above: rowNorms(before, T) };
  }

  return (request: ErrorFlowRequest): ErrorFlow =>
    withScaled(viewsOf(parametersOf(weights).W), request.factor ?? 1, () => flow(request));

  function flow(request: ErrorFlowRequest): ErrorFlow {
    const groups = parametersOf(weights);
    const tied = request.off.includes('V') && isTied(shape) ? groups.V : [];
    const off = request.off.flatMap(group => groups[group]).filter(each => !tied.includes(each));
    return withZeros(viewsOf(off), () => {
      read(request);
      // Only the output may read a tied embedding as 0: the input needs it.
      return withZeros(viewsOf(tied), () => {
        const loss = beginBackward();
        const layers: LayerErrors[] = [];
        let fromOutput: readonly number[] = [];
        for (let l = stack.layers.length - 1; l >= 0; l--) {
          const { above, ...errors } = backward(l, stack.layers[l]);
          const { needsReadout }: CellKind = cellAt(shape, l);
          if (l === stack.layers.length - 1) fromOutput = needsReadout ? errors.states[0].errors : above;
          layers.unshift(errors);
        }
        return { loss, layers, output: fromOutput, logProbs: arena.values(window.logProbs()).slice() };
      });
    });
  }
}

/** Returns the weights of each group. Biases, embeddings and direct connections belong to none. */
function parametersOf({ parameters, shape, stack }: NetworkWeights): Readonly<Record<WeightGroup, Tensor[]>> {
  const valuesOf = (role: string) => parameters.flatMap(each => (each.role === role ? [each.value] : []));
  const V = isTied(shape) && stack.embedding ? [stack.embedding.value] : [];
  return { U: valuesOf('input'), W: valuesOf('recurrent'), V: [...valuesOf('output'), ...V] };
}

/**
 * Returns the states of a layer after its backward pass. `before` are the gradients of h before that pass, which do
 * not come from the next step. The next step of a cell with `needsReadout` does not read h at all.
 */
function statesOf(
  arena: Arena,
  { carried }: RecurrentLayer,
  before: Float32Array | Float64Array,
  { needsReadout = false }: CellKind,
): StateErrors[] {
  return carried.map(({ name, value, gradient }, part) => {
    const size = value.columns;
    const gradients = arena.values(gradient); // [(T + 1), size]
    const passed = gradients.slice();
    const T = gradients.length / size - 1;
    if (part === 0) for (let i = 0; i < before.length; i++) passed[size + i] -= before[i];
    if (part === 0 && needsReadout) passed.fill(0);
    return {
      name,
      size,
      values: Float32Array.from(arena.values(value).subarray(size)),
      errors: rowNorms(gradients.subarray(size), T),
      passed: rowNorms(passed.subarray(0, T * size), T),
    };
  });
}

function rowNorms(values: Float32Array | Float64Array, rows: number): number[] {
  const size = values.length / rows;
  return Array.from({ length: rows }, (_, row) => {
    let sum = 0;
    for (let i = row * size; i < (row + 1) * size; i++) sum += values[i] * values[i];
    return Math.sqrt(sum);
  });
}
