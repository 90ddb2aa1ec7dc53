import { UserError } from '../../../protocol/userError';
import type { Tensor } from '../../core/tensor';
import type { Kernels } from '../../kernels/kernels';
import type { NetworkWeights } from '../../nn/network';
import type { Parameter } from '../../nn/parameters';
import type { StoredData, StoredTensor } from './safetensors';
import { checkFinite } from './tensors';

/** What a file's metadata say of these names and layouts; checkpoints have our own. */
export const PYTORCH = 'pytorch';

/**
 * Parameters under the names, and in the layouts, of PyTorch's nn.RNN, nn.LSTM, nn.GRU, nn.Embedding and
 * nn.Linear: matrices are [to, from] there, and every layer has two biases that are added.
 *
 * | ours         | PyTorch's                                  |
 * |--------------|--------------------------------------------|
 * | embedding    | embedding.weight                           |
 * | Wxh, Whh     | rnn.weight_ih_l0, rnn.weight_hh_l0         |
 * | bh, bhh      | rnn.bias_ih_l0, rnn.bias_hh_l0 (0 without) |
 * | Wyh          | rnn.weight_yh_l0, which PyTorch lacks      |
 * | Why, by      | out.weight, out.bias                       |
 * | Wc, bc, Ww, bw, Wn, bn | out.class.*, out.word.*, out.node.*, which PyTorch lacks |
 * | Whg, Wd      | out.compression.weight, out.direct.weight  |
 */
const names: Readonly<Record<string, string>> = {
  embedding: 'embedding.weight',
  Wxh: 'rnn.weight_ih',
  Whh: 'rnn.weight_hh',
  Wyh: 'rnn.weight_yh',
  bh: 'rnn.bias_ih',
  bhh: 'rnn.bias_hh',
  Why: 'out.weight',
  by: 'out.bias',
  Wc: 'out.class.weight',
  bc: 'out.class.bias',
  Ww: 'out.word.weight',
  bw: 'out.word.bias',
  Wn: 'out.node.weight',
  bn: 'out.node.bias',
  Whg: 'out.compression.weight',
  Wd: 'out.direct.weight',
};

/** The parameters, or with `which` something else of their shapes, as PyTorch would save them. */
export function exportTensors(
  kernels: Kernels,
  model: NetworkWeights,
  which: (parameter: Parameter) => Tensor = ({ value }) => value,
): StoredTensor[] {
  const all = model.parameters.map(parameter => {
    const { rows, columns } = parameter.value;
    const data = kernels.arena.values(which(parameter)).slice();
    const name = pytorchName(parameter.name);
    if (parameter.role === 'bias') return stored(name, [columns], data);
    if (parameter.role === 'embedding') return stored(name, [rows, columns], data);
    return stored(name, [columns, rows], transposed(data, rows, columns));
  });
  const present = new Set(all.map(({ name }) => name));
  const missing = all.filter(({ name }) => name.startsWith('rnn.bias_ih') && !present.has(secondBias(name)));
  return [
    ...all,
    ...missing.map(({ name, shape, data }) => stored(secondBias(name), shape, data.slice().fill(0))),
  ];
}

/** Fills a model from tensors of those names. Throws a UserError where one is missing or of another shape. */
export function importTensors(
  kernels: Kernels,
  model: NetworkWeights,
  tensors: ReadonlyMap<string, StoredTensor>,
): void {
  checkTensors(model, tensors);
  const present = new Set(model.parameters.map(({ name }) => pytorchName(name)));
  for (const { name, role, value } of model.parameters) {
    const theirs = pytorchName(name);
    const { data } = tensorOf(tensors, theirs);
    const values = kernels.arena.values(value);
    if (role === 'bias' || role === 'embedding') values.set(data);
    else values.set(transposed(data, value.columns, value.rows));
    const second = tensors.get(secondBias(theirs));
    const isAdded = theirs.startsWith('rnn.bias_ih') && !present.has(secondBias(theirs));
    if (isAdded && second?.data.length === values.length) {
      for (let i = 0; i < values.length; i++) values[i] += second.data[i];
    }
  }
}

/** Throws a UserError unless the tensors are those of the model. */
export function checkTensors(model: NetworkWeights, tensors: ReadonlyMap<string, StoredTensor>): void {
  for (const { name, role, value } of model.parameters) {
    const { rows, columns } = value;
    const expected = role === 'bias' ? [columns] : role === 'embedding' ? [rows, columns] : [columns, rows];
    const tensor = tensorOf(tensors, pytorchName(name));
    if (tensor.shape.join() !== expected.join()) {
      throw new UserError(
        'The model file does not match its description: "{0}" is {1}, but {2} was expected.',
        [tensor.name, tensor.shape.join(' x '), expected.join(' x ')],
      );
    }
    checkFinite(tensor);
    const second = tensors.get(secondBias(tensor.name));
    if (second) checkFinite(second);
  }
}

/** `Wxh_l1` is `rnn.weight_ih_l1`; the first layer's names have no suffix with us. */
function pytorchName(name: string): string {
  const [, base, suffix = '_l0'] = /^(\w+?)(_l\d+)?$/.exec(name) ?? [];
  const theirs = names[base];
  return theirs.startsWith('rnn.') ? theirs + suffix : theirs;
}

function secondBias(name: string): string {
  return name.replace('bias_ih', 'bias_hh');
}

function tensorOf(tensors: ReadonlyMap<string, StoredTensor>, name: string): StoredTensor {
  const tensor = tensors.get(name);
  if (tensor) return tensor;
  throw new UserError('The model file has no tensor "{0}", which its network needs.', [name]);
}

function stored(name: string, shape: readonly number[], data: StoredData): StoredTensor {
  return { name, dtype: data instanceof Float64Array ? 'F64' : 'F32', shape, data };
}

/** [rows, columns] row by row to [columns, rows]. */
function transposed<T extends StoredData>(data: T, rows: number, columns: number): T {
  const result = data.slice() as T;
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) result[c * rows + r] = data[r * columns + c];
  return result;
}
