import type { TokenMatrixKind } from '../../protocol/vectors';
import type { Arena, Tensor } from '../core/tensor';
import type { NetworkWeights } from '../nn/network';
import type { TokenMatrices, TokenMatrix } from './tokenMatrices';

/**
 * Returns the matrices of a network that have a vector for each of its V symbols.
 *
 * | kind      | matrix                                                             |
 * |-----------|--------------------------------------------------------------------|
 * | embedding | the embedding, whose row V, if there is one, is left out           |
 * | input     | Wxh of the lowest layer, if its input is one-hot                   |
 * | output    | the transposed Why, the rows of Ww, or a tied embedding            |
 */
export function networkMatrices(
  arena: Arena,
  { shape: { vocabulary: V }, stack, output }: NetworkWeights,
): TokenMatrices {
  const { embedding, input = stack.layers[0].Wxh } = stack;
  const { Why, Ww } = output;
  const found = new Map<TokenMatrixKind, () => TokenMatrix>();
  const rows = (tensor: Tensor) => () => rowsOf(arena, tensor, V);
  if (embedding?.learned) found.set('embedding', rows(embedding.value));
  if (!embedding && input.value.rows === V) found.set('input', rows(input.value));
  if (Why?.value.columns === V) found.set('output', () => columnsOf(arena, Why.value));
  else if (Ww?.value.rows === V) found.set('output', rows(Ww.value));
  return found;
}

function rowsOf(arena: Arena, tensor: Tensor, V: number): TokenMatrix {
  const size = tensor.columns;
  return { vectors: Float32Array.from(arena.values(tensor).subarray(0, V * size)), size };
}

function columnsOf(arena: Arena, tensor: Tensor): TokenMatrix {
  const [values, size, V] = [arena.values(tensor), tensor.rows, tensor.columns];
  const vectors = new Float32Array(V * size);
  for (let k = 0; k < size; k++) for (let id = 0; id < V; id++) vectors[id * size + k] = values[k * V + id];
  return { vectors, size };
}
