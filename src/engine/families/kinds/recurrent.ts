import type { Kernels } from '../../kernels/kernels';
import { decodeModel } from '../../model/modelFile';
import type { ModelFile, ModelKind, OpenModel } from '../../model/openModel';
import { type OpenNetwork, openNetwork, renewNetwork } from '../../model/openNetwork';
import type { NewHash } from '../../storage/digest';
import { decodeSafetensors } from '../../storage/safetensors/readSafetensors';
import { modelOfState } from '../pytorch/stateDictionary';
import { readVocabulary } from '../pytorch/vocabularyFile';

/** Recurrent networks with any type of cell, in safetensors files: checkpoints, saved models, and state dictionaries of PyTorch. */
export const recurrent: ModelKind = {
  /**
   * Recognises a safetensors file by its ninth byte. The first eight bytes are the length of the header. The
   * header is JSON, so it begins with `{`.
   */
  recognises: ({ bytes }) => bytes[8] === '{'.charCodeAt(0),

  async open(given, ports) {
    const { file, warnings } = await read(given, ports.newHash);
    const kernels = await ports.kernels();
    return { ...renewable(kernels, openNetwork(kernels, file), ports.newHash), warnings };
  },
};

/** Reads the file. With a vocabulary, it is a state dictionary of PyTorch. */
async function read({ bytes, vocabulary, unit, nonlinearity }: ModelFile, newHash?: NewHash) {
  if (!vocabulary) return { file: decodeModel(bytes, newHash), warnings: [] };
  const symbols = await readVocabulary(vocabulary);
  return modelOfState(decodeSafetensors(bytes), { symbols, unit, nonlinearity });
}

function renewable(kernels: Kernels, open: OpenNetwork, newHash?: NewHash): OpenModel {
  return {
    ...open,
    renew({ bytes }) {
      const newer = renewNetwork(kernels, open, decodeModel(bytes, newHash));
      return newer && renewable(kernels, newer, newHash);
    },
  };
}
