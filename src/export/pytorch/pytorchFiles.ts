import type { OpenModel } from '../../engine/model/openModel';
import { readSafetensorsHeader } from '../../engine/storage/safetensors/readSafetensors';
import { encodeSafetensors } from '../../engine/storage/safetensors/safetensors';
import { exportedNetwork } from '../network/exportedNetwork';
import { pytorchProgram } from './program';

/** The metadata that mark weights as written for a PyTorch program. */
const MARK = { exported: 'pytorch' };

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
    weights: encodeSafetensors(network.tensors, { ...network.metadata, ...MARK }),
  };
}

/** Returns the name of the weights of a program: its own name with another ending. */
export const weightsNameOf = (program: string) => program.replace(/\.py$/, '.safetensors');

/** Returns whether a file was written as the weights of a PyTorch program, so that a newer export may replace it. */
export function areExportedWeights(bytes: Uint8Array): boolean {
  try {
    return readSafetensorsHeader(bytes).metadata.exported === MARK.exported;
  } catch {
    return false;
  }
}
