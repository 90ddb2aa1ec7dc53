import type { OpenModel } from '../../engine/model/openModel';
import { encodeSafetensors } from '../../engine/storage/safetensors/safetensors';
import { exportedNetwork } from '../network/exportedNetwork';
import { pytorchProgram } from './program';

/** A PyTorch program and its weights. Both files need the same name, with the endings `.py` and `.safetensors`. */
export interface PytorchFiles {
  readonly program: Uint8Array;
  readonly weights: Uint8Array;
}

/** Returns a network as a PyTorch program. Throws a UserError for a model that PyTorch code cannot express. */
export function pytorchFiles(open: OpenModel): PytorchFiles {
  const network = exportedNetwork(open);
  return {
    program: new TextEncoder().encode(pytorchProgram(network)),
    weights: encodeSafetensors(network.tensors, network.metadata),
  };
}
