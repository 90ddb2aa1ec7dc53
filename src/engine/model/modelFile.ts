import { UserError } from '../../protocol/userError';
import type { Configuration } from '../../settings/settings';
import type { Vocabulary } from '../data/vocabulary';
import type { Kernels } from '../kernels/kernels';
import type { NetworkWeights } from '../nn/network';
import type { NewHash } from '../storage/digest';
import { decodeCheckpoint } from '../storage/runs/checkpointFormat';
import { exportTensors, PYTORCH } from '../storage/safetensors/pytorch';
import { decodeSafetensors } from '../storage/safetensors/readSafetensors';
import { encodeSafetensors, type TensorFile } from '../storage/safetensors/safetensors';
import { lesionMetadata } from './lesion';
import { type OpenNetwork, openNetwork } from './openNetwork';

/** A trained network with everything needed to use it. */
export interface TrainedNetwork {
  readonly kernels: Kernels;
  readonly configuration: Configuration;
  readonly vocabulary: Vocabulary;
  readonly network: NetworkWeights;
  /** Number of updates that the network has received. */
  readonly iteration: number;
  /** The hidden states at the point where training stopped, concatenated. Reading starts from them. */
  readonly carried?: Float64Array;
}

/**
 * Encodes a network as a safetensors file with PyTorch's names and layouts. The metadata contain what else
 * Elman Lab needs to open the file, such as the settings and the vocabulary.
 */
export function encodeModel(trained: TrainedNetwork): Uint8Array {
  return encodeSafetensors(exportTensors(trained.kernels, trained.network), modelMetadata(trained));
}

/** Returns the metadata of a file that `encodeModel` writes. */
export function modelMetadata(trained: TrainedNetwork): Readonly<Record<string, string>> {
  const { kernels, configuration, vocabulary, network, iteration, carried = [] } = trained;
  return {
    format: 'elman-lab',
    layout: PYTORCH,
    settings: JSON.stringify(configuration),
    vocabulary: JSON.stringify(vocabulary.symbols),
    ...lesionMetadata(network),
    kernels: kernels.build,
    state: JSON.stringify({ iteration, carried: [...carried] }),
  };
}

/** Opens a file written by `encodeModel`, or a checkpoint. Throws a UserError for any other file. */
export function openModelFile(kernels: Kernels, bytes: Uint8Array): OpenNetwork {
  return openNetwork(kernels, decodeModel(bytes));
}

/** Decodes a model file or a checkpoint, whose digest `newHash` computes. Throws a UserError if the digest of a checkpoint does not match. */
export function decodeModel(bytes: Uint8Array, newHash?: NewHash): TensorFile {
  const file = decodeSafetensors(bytes);
  if (file.metadata.format !== 'elman-lab') {
    throw new UserError(
      'This safetensors file was not made by Elman Lab: it describes neither its network nor its vocabulary. A state dictionary of PyTorch needs a vocabulary: Open Model File asks for it; on the command line, give it with --vocabulary.',
    );
  }
  return file.metadata.layout === PYTORCH ? file : decodeCheckpoint(bytes, newHash);
}
