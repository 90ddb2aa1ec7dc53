import { concatenate } from '../../engine/core/concatenate';
import type { StoredTensor } from '../../engine/storage/safetensors/safetensors';
import { rnnActivation } from './activations';
import { layerInputs, layerStates } from './layerStates';
import type { OnnxAttribute } from './messages';
import type { OnnxLayers, OnnxParts } from './parts';

/** An operator of ONNX that computes a whole layer. */
interface LayerOperator {
  readonly name: 'RNN' | 'LSTM' | 'GRU';
  /** For each gate of the operator, its place in PyTorch's order, which is also ours. */
  readonly gates: readonly number[];
  readonly attributes: Readonly<Record<string, OnnxAttribute>>;
}

/** Adds layers that compute h = f(W x + R h + b). */
export function rnn(parts: OnnxParts): OnnxLayers {
  const { activation } = parts.network.shape;
  return layers(parts, { name: 'RNN', gates: [0], attributes: rnnActivation(activation) });
}

/** PyTorch has the gates i, f, g, o; ONNX i, o, f, g. */
export const lstm = (parts: OnnxParts): OnnxLayers =>
  layers(parts, { name: 'LSTM', gates: [0, 3, 1, 2], attributes: {} });

/** PyTorch has the gates r, z, n; ONNX z, r, n. The reset gate multiplies the sum that includes its bias, as in PyTorch. */
export const gru = (parts: OnnxParts): OnnxLayers =>
  layers(parts, { name: 'GRU', gates: [1, 0, 2], attributes: { linear_before_reset: { int: 1 } } });

function layers(parts: OnnxParts, operator: LayerOperator): OnnxLayers {
  const { graph, network } = parts;
  const { layers: L, hidden: H } = network.shape;
  const names = operator.name === 'LSTM' ? ['h', 'c'] : ['h'];
  const before = names.map(name => layerInputs(parts, name, L));
  const after: string[][] = names.map(() => []);
  let { x, weights } = lowestInput(parts, operator.gates.length * H);
  for (let l = 0; l < L; l++) {
    const inputs = [x, ...weightsOf(parts, operator, l, weights), '', ...before.map(states => states[l])];
    const attributes = { hidden_size: { int: H }, ...operator.attributes };
    const [y, ...states] = graph.ops(operator.name, inputs, 1 + names.length, attributes);
    for (const [i, state] of states.entries()) after[i].push(state);
    x = graph.op('Squeeze', [y, graph.ints([1])]); // [T, 1, B, H]: the second axis is the direction
    weights = undefined;
  }
  return { h: x, states: layerStates(parts, names, after) };
}

/**
 * Returns the input of the lowest layer, [T, B, I]. If each token selects a row of the input weights, it is a one-hot vector, or, if
 * that would be longer than the rows, the row itself. Then the weights are the identity matrix.
 */
function lowestInput(
  { graph, network, weights, ids }: OnnxParts,
  rows: number,
): { x: string; weights?: StoredTensor } {
  const V = network.shape.vocabulary;
  if (network.embedding > 0) return { x: graph.gather(weights.plain('embedding.weight'), ids) };
  if (V <= rows) {
    const x = graph.op('OneHot', [ids, graph.ints([V], []), graph.floats([2], [0, 1])]);
    return { x };
  }
  const data = new Float32Array(rows * rows);
  for (let i = 0; i < rows; i++) data[i * rows + i] = 1;
  const identity: StoredTensor = { name: 'identity', dtype: 'F32', shape: [rows, rows], data };
  return { x: graph.gather(weights.transposed('rnn.weight_ih_l0'), ids), weights: identity };
}

/** Returns W [1, G H, I], R [1, G H, H] and both biases [1, 2 G H] of a layer with G gates, in the order of the operator. */
function weightsOf(
  { graph, weights }: OnnxParts,
  { gates }: LayerOperator,
  l: number,
  inputWeights = weights.tensor(`rnn.weight_ih_l${l}`),
): string[] {
  const matrix = (tensor: StoredTensor) => graph.floats([1, ...tensor.shape], ordered(tensor, gates));
  const biases = ['ih', 'hh'].map(side => ordered(weights.tensor(`rnn.bias_${side}_l${l}`), gates));
  return [
    matrix(inputWeights),
    matrix(weights.tensor(`rnn.weight_hh_l${l}`)),
    graph.floats([1, 2 * biases[0].length], concatenate(Float64Array, biases)),
  ];
}

/** Returns the numbers of a tensor with the blocks of its gates in this order. */
function ordered({ data }: StoredTensor, gates: readonly number[]): Float32Array {
  const size = data.length / gates.length;
  const result = new Float32Array(data.length);
  for (const [i, gate] of gates.entries())
    result.set(data.subarray(gate * size, (gate + 1) * size), i * size);
  return result;
}
