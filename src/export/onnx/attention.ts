import type { OnnxParts } from './parts';

export interface AttentionInputs {
  /** The keys and values of the P tokens before the text, [B, heads, P, d]. */
  readonly past: { readonly keys: string; readonly values: string };
  /** What is added to the scores: -infinity for tokens that a token does not see, [T, P + T]. */
  readonly hidden: string;
  /** Rotates queries or keys by their positions, if the network has rotary positions. */
  readonly rotate: ((heads: string) => string) | undefined;
}

/** Adds the attention of all heads, from queries, keys and values [T, B, 3 H]. `output` is [T, B, H]. */
export function attention(
  { graph, network }: OnnxParts,
  qkv: string,
  { past, hidden, rotate }: AttentionInputs,
) {
  const { heads, hidden: H } = network.shape;
  const divided = graph.ints([0, 0, heads, H / heads]); // 0: as before
  // [T, B, H] -> [B, heads, T, d]
  const [q, k, v] = graph
    .split(qkv, 3, 2)
    .map(part => graph.permute(graph.op('Reshape', [part, divided]), [1, 2, 0, 3]));
  const turned = rotate ?? ((x: string) => x);
  const keys = graph.concat([past.keys, turned(k)], 2);
  const values = graph.concat([past.values, v], 2);
  const scaled = graph.op('Mul', [turned(q), graph.float(1 / Math.sqrt(H / heads))]);
  const scores = graph.op('MatMul', [scaled, graph.permute(keys, [0, 1, 3, 2])]);
  const shares = graph.op('Softmax', [graph.op('Add', [scores, hidden])]);
  const found = graph.permute(graph.op('MatMul', [shares, values]), [2, 0, 1, 3]);
  return { output: graph.op('Reshape', [found, graph.ints([0, 0, H])]), keys, values };
}
