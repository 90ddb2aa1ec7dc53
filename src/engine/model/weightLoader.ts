import type { Kernels } from '../kernels/kernels';
import { checkTensors, importTensors, type ParameterList, PYTORCH } from '../storage/safetensors/pytorch';
import type { TensorFile } from '../storage/safetensors/safetensors';
import { checkFinite, checkFit, loadTensor } from '../storage/safetensors/tensors';

/**
 * Checks the tensors of a file against the planned network, before memory is allocated. Returns a function
 * that copies the tensors into a network of the same shape.
 */
type Loader = (plan: ParameterList, file: TensorFile) => (kernels: Kernels, network: ParameterList) => void;

const ourLoader: Loader = (plan, { tensors }) => {
  for (const { name, value } of plan.parameters) {
    const stored = tensors.get(name);
    checkFit(value, stored, name);
    checkFinite(stored);
  }
  return (kernels, network) => {
    for (const { name, value } of network.parameters) loadTensor(kernels, value, tensors.get(name), name);
  };
};

const pytorchLoader: Loader = (plan, { tensors }) => {
  checkTensors(plan, tensors);
  return (kernels, network) => importTensors(kernels, network, tensors);
};

/** Returns the loader for the layout of a file: that of Elman Lab's checkpoints, or of PyTorch. */
export const loaderOf = ({ metadata }: TensorFile): Loader =>
  metadata.layout === PYTORCH ? pytorchLoader : ourLoader;
