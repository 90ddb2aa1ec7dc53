import { activated } from './activations';
import { hiddenSum, layerNorm } from './affine';
import { addOutput } from './outputs';
import type { OnnxParts } from './parts';
import type { Step } from './scan';

// The steps of cells that no operator of ONNX computes. Their equations are in `engine/nn/cells`.

export const elmanStep: Step = (parts, l, x, [h]) => {
  const next = units(parts, l, x, product(parts, `rnn.weight_hh_l${l}`, h));
  return { output: next, states: [next] };
};

export const leakyStep: Step = (parts, l, x, [h]) => {
  const { graph, network } = parts;
  const { decay } = network.shape;
  const z = units(parts, l, x, product(parts, `rnn.weight_hh_l${l}`, h));
  const [old, fresh] = [
    graph.op('Mul', [h, graph.float(decay)]),
    graph.op('Mul', [z, graph.float(1 - decay)]),
  ];
  const next = graph.op('Add', [old, fresh]);
  return { output: next, states: [next] };
};

/** The state s is the decaying sum of the predictions [B, V]. */
export const jordanStep: Step = (parts, l, x, [s]) => {
  const { graph, network } = parts;
  const h = units(parts, l, x, product(parts, `rnn.weight_yh_l${l}`, s));
  const axis = graph.ints([0]);
  const found = graph.op('Squeeze', [addOutput(parts, graph.op('Unsqueeze', [h, axis])), axis]);
  const old = graph.op('Mul', [s, graph.float(network.shape.decay)]);
  return { output: h, states: [graph.op('Add', [old, graph.op('Exp', [found])])] };
};

export const lstmStep: Step = (parts, l, x, [h, c]) => {
  const { graph } = parts;
  const [ih, hh] = gateSums(parts, l, x, h);
  const [i, f, g, o] = graph.split(graph.op('Add', [ih, hh]), 4, 1);
  const gate = (sum: string, value: string) => graph.op('Mul', [graph.op('Sigmoid', [sum]), value]);
  const cell = graph.op('Add', [gate(f, c), gate(i, graph.op('Tanh', [g]))]);
  const next = gate(o, graph.op('Tanh', [layerNorm(parts, cell, 'rnn.norm_cell', `_l${l}`)]));
  return { output: next, states: [next, cell] };
};

export const gruStep: Step = (parts, l, x, [h]) => {
  const { graph } = parts;
  const [ih, hh] = gateSums(parts, l, x, h).map(sum => graph.split(sum, 3, 1));
  const [r, z] = [0, 1].map(gate => graph.op('Sigmoid', [graph.op('Add', [ih[gate], hh[gate]])]));
  const n = graph.op('Tanh', [graph.op('Add', [ih[2], graph.op('Mul', [r, hh[2]])])]);
  // h' = n + z (h - n)
  const next = graph.op('Add', [n, graph.op('Mul', [z, graph.op('Sub', [h, n])])]);
  return { output: next, states: [next] };
};

const product = ({ graph, weights }: OnnxParts, name: string, state: string) =>
  graph.linear(state, weights.transposed(name));

/** Returns f of the sums of the hidden units. */
function units(parts: OnnxParts, l: number, x: string, recurrent: string): string {
  const { graph, network } = parts;
  return activated(graph, network.shape.activation, hiddenSum(parts, l, graph.op('Add', [x, recurrent])));
}

/** Returns the normalised sums of the input and of the hidden units, of all gates together. */
function gateSums(parts: OnnxParts, l: number, x: string, h: string): string[] {
  const u = product(parts, `rnn.weight_hh_l${l}`, h);
  return [
    layerNorm(parts, x, 'rnn.norm_ih', `_l${l}`, 'rnn.bias_ih'),
    layerNorm(parts, u, 'rnn.norm_hh', `_l${l}`, 'rnn.bias_hh'),
  ];
}
