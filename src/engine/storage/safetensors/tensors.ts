import { UserError } from '../../../protocol/userError';
import type { Tensor } from '../../core/tensor';
import type { Kernels } from '../../kernels/kernels';
import { shown } from './headerReader';
import type { StoredTensor } from './safetensors';

/** Throws a UserError if `stored` is missing or its shape differs from the shape of the tensor. */
export function checkFit(
  { rows, columns }: Tensor,
  stored: StoredTensor | undefined,
  name: string,
): asserts stored is StoredTensor {
  const expected = `${rows} x ${columns}`;
  const found = stored ? stored.shape.join(' x ') : 'nothing';
  if (stored && found === expected) return;
  throw new UserError('The checkpoint does not match its run: "{0}" is {1}, but {2} was expected.', [
    name,
    found,
    expected,
  ]);
}

/**
 * Throws a UserError if a weight is NaN or infinite, because all results of such a network would be
 * meaningless.
 */
export function checkFinite({ name, data }: StoredTensor): void {
  const at = data.findIndex(value => !Number.isFinite(value));
  if (at < 0) return;
  throw new UserError(
    'The weights of this model are damaged: number {1} of {2} in "{0}" is {3}. Its training may have exploded. Choose an earlier checkpoint, or train again with a lower learning rate.',
    [shown(name), at + 1, data.length, String(data[at])],
  );
}

/** Copies the stored numbers into the tensor. Throws a UserError if the shapes differ. */
export function loadTensor(
  kernels: Kernels,
  tensor: Tensor,
  stored: StoredTensor | undefined,
  name: string,
): void {
  checkFit(tensor, stored, name);
  kernels.arena.values(tensor).set(stored.data);
}

/** Returns a copy of the tensor for storing. The numbers keep their type and bits. */
export function storeTensor({ arena }: Kernels, name: string, tensor: Tensor): StoredTensor {
  const data = arena.values(tensor).slice();
  const dtype = data instanceof Float32Array ? 'F32' : 'F64';
  return { name, dtype, shape: [tensor.rows, tensor.columns], data };
}
