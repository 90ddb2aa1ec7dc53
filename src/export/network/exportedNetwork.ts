import type { Tokenizer } from '../../engine/data/tokenizer';
import { modelMetadata } from '../../engine/model/modelFile';
import type { OpenModel } from '../../engine/model/openModel';
import { isNetwork, type OpenNetwork } from '../../engine/model/openNetwork';
import { huffmanTree } from '../../engine/nn/outputs/huffman';
import { zipfShares } from '../../engine/nn/outputs/zipf';
import { cellAt, inputSizes, type NetworkShape } from '../../engine/nn/shape';
import { exportTensors } from '../../engine/storage/safetensors/pytorch';
import type { StoredTensor } from '../../engine/storage/safetensors/safetensors';
import { UserError } from '../../protocol/userError';

/** A network as programs of other people need it. Sizes: V symbols, H hidden units, L layers. */
export interface ExportedNetwork {
  /** A one-line description, such as `lstm · 128`. */
  readonly description: string;
  readonly shape: NetworkShape;
  readonly tokenizer: Tokenizer;
  /** The V symbols, in the order of their ids. */
  readonly symbols: readonly string[];
  /**
   * The tensors with PyTorch's names and layouts. With the output `hierarchical`, also `out.node.successors` [V - 1, 2]: the
   * children of each node, V - 1 + w for symbol w. The root is the last node.
   */
  readonly tensors: readonly StoredTensor[];
  /** The states from which reading starts: h of each layer and after it what else its cell carries. */
  readonly start: Float64Array;
  /** The metadata of a model file. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Whether the sums of the hidden units are normalised. */
  readonly isNormalised: boolean;
  /** Size of the vector of a token; 0 if each token selects a row of the input weights. */
  readonly embedding: number;
}

/**
 * Returns what other programs need of an open model. Throws a UserError if it is not a network of Elman Lab, or has parts that
 * only Elman Lab can compute.
 */
export function exportedNetwork(open: OpenModel): ExportedNetwork {
  if (!isNetwork(open))
    throw new UserError(
      'Only neural networks of Elman Lab can be exported as PyTorch code or ONNX, but this model is: {0}. Choose a run that trained a network.',
      [open.description],
    );
  const { network, description, tokenizer, vocabulary, model } = open;
  checkExportable(open);
  const { shape } = network;
  const start = open.carried ?? new Float64Array(lengthOf(model.hidden.map(({ value }) => value.columns)));
  return {
    ...{ description, shape, tokenizer, start },
    symbols: vocabulary.symbols,
    tensors: [...exportTensors(open.kernels, network), ...treeOf(shape)],
    metadata: modelMetadata({ ...open, carried: start }),
    isNormalised: cellAt(shape, 0).attends !== true && shape.normalisation === 'layer',
    embedding: inputSizes(shape).E,
  };
}

const lengthOf = (sizes: readonly number[]) => sizes.reduce((sum, size) => sum + size, 0);

function checkExportable({ network: { shape, lesion } }: OpenNetwork): void {
  if (lesion && lesion.units.length > 0)
    throw new UserError(
      'A network with silenced units cannot be exported as PyTorch code or ONNX. Export the network without its lesion.',
    );
  if (shape.direct > 0)
    throw new UserError(
      'A network with direct connections cannot be exported as PyTorch code or ONNX, because they are found by a hash of the last tokens. Train it with {0} 0.',
      [{ setting: 'model.direct' }],
      'model.direct',
    );
  if (shape.plan)
    throw new UserError(
      'A network that reads plans cannot be exported as PyTorch code or ONNX. Train it with another {0}.',
      [{ setting: 'model.input' }],
      'model.input',
    );
}

function treeOf({ output, vocabulary: V }: NetworkShape): StoredTensor[] {
  if (output !== 'hierarchical') return [];
  const { children } = huffmanTree(zipfShares(V));
  return [{ name: 'out.node.successors', dtype: 'I32', shape: [V - 1, 2], data: children }];
}
