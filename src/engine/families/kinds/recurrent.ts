import type { Kernels } from '../../kernels/kernels';
import { decodeModel } from '../../model/modelFile';
import type { ModelKind, OpenModel } from '../../model/openModel';
import { type OpenNetwork, openNetwork, renewNetwork } from '../../model/openNetwork';
import type { NewHash } from '../../storage/digest';

/** Recurrent networks with any type of cell, in safetensors files: checkpoints and saved models. */
export const recurrent: ModelKind = {
  /**
   * Recognises a safetensors file by its ninth byte. The first eight bytes are the length of the header. The
   * header is JSON, so it begins with `{`.
   */
  recognises: ({ bytes }) => bytes[8] === '{'.charCodeAt(0),

  async open({ bytes }, ports) {
    const file = decodeModel(bytes, ports.newHash);
    const kernels = await ports.kernels();
    return renewable(kernels, openNetwork(kernels, file), ports.newHash);
  },
};

function renewable(kernels: Kernels, open: OpenNetwork, newHash?: NewHash): OpenModel {
  return {
    ...open,
    renew({ bytes }) {
      const newer = renewNetwork(kernels, open, decodeModel(bytes, newHash));
      return newer && renewable(kernels, newer, newHash);
    },
  };
}
