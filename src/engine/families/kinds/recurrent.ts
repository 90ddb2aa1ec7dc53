import type { Kernels } from '../../kernels/kernels';
import { decodeModel } from '../../model/modelFile';
import type { ModelKind, OpenModel } from '../../model/openModel';
import { type OpenNetwork, openNetwork, renewNetwork } from '../../model/openNetwork';

/** Networks of every cell, in safetensors: checkpoints, and the files that "save" makes. */
export const recurrent: ModelKind = {
  /** Eight bytes of the header's length, then JSON. */
  recognises: ({ bytes }) => bytes[8] === '{'.charCodeAt(0),

  async open({ bytes }, ports) {
    const file = decodeModel(bytes);
    const kernels = await ports.kernels();
    return renewable(kernels, openNetwork(kernels, file));
  },
};

function renewable(kernels: Kernels, open: OpenNetwork): OpenModel {
  return {
    ...open,
    renew({ bytes }) {
      const newer = renewNetwork(kernels, open, decodeModel(bytes));
      return newer && renewable(kernels, newer);
    },
  };
}
