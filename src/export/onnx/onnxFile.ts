import { concatenate } from '../../engine/core/concatenate';
import type { OpenModel } from '../../engine/model/openModel';
import { UserError } from '../../protocol/userError';
import { exportedNetwork } from '../network/exportedNetwork';
import { cells } from './cells';
import { Graph } from './graph';
import { encodeOnnx } from './messages';
import { onnxMetadata } from './metadata';
import { addOutput } from './outputs';
import { OnnxWeights } from './weights';

/** Maximum size of the constants. Protocol buffers have at most 2 GiB; 64 MiB are for the vocabulary and the operators. */
const MAX_BYTES = 2 ** 31 - 2 ** 26;

/**
 * Returns a network as an ONNX file. The graph has these inputs and outputs, for T tokens, B streams and V symbols:
 *
 * - input `ids`, int64 [T, B], and one input per state;
 * - output `logprobs`, float32 [T, B, V]: ln P of every symbol after each token;
 * - for each state, the output `next_<state>`: its value after the tokens.
 *
 * The metadata describe how texts become ids (see `metadata.ts`). Throws a UserError for a model that ONNX cannot express, or
 * that is too large.
 */
export function onnxFile(open: OpenModel, maxBytes = MAX_BYTES): Uint8Array {
  const network = exportedNetwork(open);
  const graph = Graph.create();
  const ids = graph.input('ids', 'int64', ['T', 'B']);
  const parts = { graph, network, ids, weights: new OnnxWeights(graph, network.tensors) };
  const { h, states } = cells[network.shape.cell](parts);
  const dims = ['T', 'B', network.shape.vocabulary];
  graph.output(addOutput(parts, h), { name: 'logprobs', type: 'float32', dims });
  for (const { name, type, dims, next, nextDims } of states)
    graph.output(next, { name: `next_${name}`, type, dims: nextDims ?? dims });
  checkSize(graph, maxBytes);
  return concatenate(Uint8Array, encodeOnnx(graph, network.description, onnxMetadata(network, states)));
}

function checkSize({ initializers }: Graph, maxBytes: number): void {
  const bytes = initializers.reduce((sum, { length }) => sum + length, 0);
  if (bytes <= maxBytes) return;
  throw new UserError(
    'The weights of this network need {0} GiB, but an ONNX file can have at most 2 GiB. Export it as PyTorch code instead.',
    [(bytes / 2 ** 30).toFixed(1)],
  );
}
