import { activated } from './activations';
import { hiddenSum, upperSums } from './affine';
import type { OnnxLayers, OnnxParts } from './parts';

/** Adds layers without memory, over the embeddings of the last n tokens. The state is the n - 1 tokens before the text, [n - 1, B]. */
export function feedForward(parts: OnnxParts): OnnxLayers {
  const { graph, network, weights, ids } = parts;
  const { context: n, layers: L, vocabulary: V, activation } = network.shape;
  const dims = [n - 1, 'B'];
  const past = graph.concat([graph.input('past', 'int64', dims), ids], 0); // [n - 1 + T, B]
  const T = graph.op('Slice', [graph.op('Shape', [ids]), graph.ints([0]), graph.ints([1])]);
  const from = (k: number, end: string) => graph.op('Slice', [past, graph.ints([k]), end, graph.ints([0])]);
  const embedding = weights.plain('embedding.weight');
  const each = Array.from({ length: n }, (_, k) =>
    graph.gather(embedding, from(k, graph.op('Add', [T, graph.ints([k])]))),
  );
  let h = graph.concat(each, 2);
  for (let l = 0; l < L; l++) h = activated(graph, activation, hiddenSum(parts, l, upperSums(parts, h, l)));
  const last = graph.op('Add', [T, graph.ints([n - 1])]);
  const next = graph.op('Slice', [past, T, last, graph.ints([0])]);
  const start = new Array<number>(n - 1).fill(V); // V: no token
  return { h, states: [{ name: 'past', type: 'int64', dims, start, next }] };
}
