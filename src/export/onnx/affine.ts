import type { OnnxParts } from './parts';

/** Returns x Wᵀ + b, with the tensors `<name>.weight<suffix>` and `<name>.bias<suffix>`. */
export function linear({ graph, weights }: OnnxParts, x: string, name: string, suffix = ''): string {
  const rows = weights.transposed(`${name}.weight${suffix}`);
  return graph.linear(x, rows, weights.plain(`${name}.bias${suffix}`));
}

/**
 * Normalises the last axis of x, as the engine does: with the gain `<name>.weight<suffix>`, the bias `<bias><suffix>` and
 * 1e-5 added to the variance, which is the default of the operator.
 */
export function layerNorm(
  { graph, weights }: OnnxParts,
  x: string,
  name: string,
  suffix: string,
  bias = `${name}.bias`,
): string {
  const [gain, shift] = [`${name}.weight`, bias].map(each => weights.plain(each + suffix));
  return graph.op('LayerNormalization', [x, gain, shift]);
}

/** Returns what the lowest layer adds up from its input: x Wᵀ [T, B, G H], without the bias. Each token selects a row of Wᵀ or an embedding. */
export function lowestSums({ graph, weights, network, ids }: OnnxParts): string {
  const rows = weights.transposed('rnn.weight_ih_l0');
  if (network.embedding === 0) return graph.gather(rows, ids);
  return graph.linear(graph.gather(weights.plain('embedding.weight'), ids), rows);
}

/** Returns what layer l adds up from the layer below: x Wᵀ [T, B, G H], without the bias. */
export function upperSums({ graph, weights }: OnnxParts, x: string, l: number): string {
  return graph.linear(x, weights.transposed(`rnn.weight_ih_l${l}`));
}

/** Returns the sum of two values of equal shapes plus the bias of layer l, or that sum normalised. */
export function hiddenSum(parts: OnnxParts, l: number, sum: string): string {
  const { graph, weights, network } = parts;
  if (network.isNormalised) return layerNorm(parts, sum, 'rnn.norm', `_l${l}`, 'rnn.bias_ih');
  return graph.op('Add', [sum, weights.plain(`rnn.bias_ih_l${l}`)]);
}
