import { UserError } from '../../../protocol/userError';
import type { Tensor } from '../../core/tensor';
import type { Kernels } from '../../kernels/kernels';
import { isMatrix, type Parameter } from '../../nn/parameters';
import type { StoredData, StoredTensor } from './safetensors';
import { checkFinite } from './tensors';

/**
 * The metadata value that marks files with PyTorch's names and layouts. Checkpoints use Elman Lab's own names
 * and layouts.
 */
export const PYTORCH = 'pytorch';

/** A network, of which only the parameters matter here. */
export interface ParameterList {
  readonly parameters: readonly Parameter[];
}

/**
 * PyTorch's names of the parameters, from nn.RNN, nn.LSTM, nn.GRU, nn.Embedding and nn.Linear. PyTorch stores
 * matrices as [to, from] and adds two biases in every layer.
 *
 * | Elman Lab    | PyTorch                                    |
 * |--------------|--------------------------------------------|
 * | embedding    | embedding.weight (`_reverse` follows for a second one, not in PyTorch) |
 * | Wxh, Whh     | rnn.weight_ih_l0, rnn.weight_hh_l0         |
 * | bh, bhh      | rnn.bias_ih_l0, rnn.bias_hh_l0 (0 if absent) |
 * | Wyh          | rnn.weight_yh_l0 (not in PyTorch)          |
 * | g            | rnn.norm.weight_l0 (not in PyTorch)        |
 * | gxh, ghh     | rnn.norm_ih.weight_l0, rnn.norm_hh.weight_l0 (not in PyTorch) |
 * | gcell, bcell | rnn.norm_cell.weight_l0, rnn.norm_cell.bias_l0 (not in PyTorch) |
 * | Why, by      | out.weight, out.bias                       |
 * | positions    | position.weight                            |
 * | Wqkv, bqkv, Wo, ... | block.qkv.weight_l0, ... (a transformer's blocks, named as here) |
 * | Wc, bc, Ww, bw, Wn, bn | out.class.*, out.word.*, out.node.* (not in PyTorch) |
 * | Whg, Wd      | out.compression.weight, out.direct.weight  |
 * | Wa           | pooling.weight (not in PyTorch)            |
 */
const names: Readonly<Record<string, string>> = {
  embedding: 'embedding.weight',
  Wxh: 'rnn.weight_ih',
  Whh: 'rnn.weight_hh',
  Wyh: 'rnn.weight_yh',
  g: 'rnn.norm.weight',
  gxh: 'rnn.norm_ih.weight',
  ghh: 'rnn.norm_hh.weight',
  gcell: 'rnn.norm_cell.weight',
  bcell: 'rnn.norm_cell.bias',
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
  Wa: 'pooling.weight',
  positions: 'position.weight',
  g1: 'block.ln1.weight',
  b1: 'block.ln1.bias',
  Wqkv: 'block.qkv.weight',
  bqkv: 'block.qkv.bias',
  Wo: 'block.proj.weight',
  bo: 'block.proj.bias',
  g2: 'block.ln2.weight',
  b2: 'block.ln2.bias',
  Wup: 'block.up.weight',
  bup: 'block.up.bias',
  Wdown: 'block.down.weight',
  bdown: 'block.down.bias',
  g3: 'block.ln3.weight',
  b3: 'block.ln3.bias',
};

/**
 * Returns the parameters as tensors with PyTorch's names and layouts. `which` can select another tensor of
 * the same shape, such as an optimizer's state, instead of the parameter's value.
 */
export function exportTensors(
  kernels: Kernels,
  model: ParameterList,
  which: (parameter: Parameter) => Tensor = ({ value }) => value,
): StoredTensor[] {
  const all = model.parameters.map(parameter => {
    const { rows, columns } = parameter.value;
    const data = kernels.arena.values(which(parameter)).slice();
    const name = pytorchName(parameter.name);
    if (!isMatrix(parameter)) return stored(name, [columns], data);
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

/**
 * Copies tensors with PyTorch's names and layouts into a network. Throws a UserError if a tensor is missing
 * or has the wrong shape.
 */
export function importTensors(
  kernels: Kernels,
  model: ParameterList,
  tensors: ReadonlyMap<string, StoredTensor>,
): void {
  checkTensors(model, tensors);
  const present = new Set(model.parameters.map(({ name }) => pytorchName(name)));
  for (const parameter of model.parameters) {
    const { name, role, value } = parameter;
    const theirs = pytorchName(name);
    const { data } = tensorOf(tensors, theirs);
    const values = kernels.arena.values(value);
    if (!isMatrix(parameter) || role === 'embedding') values.set(data);
    else values.set(transposed(data, value.columns, value.rows));
    const second = tensors.get(secondBias(theirs));
    const isAdded = theirs.startsWith('rnn.bias_ih') && !present.has(secondBias(theirs));
    if (isAdded && second?.data.length === values.length) {
      for (let i = 0; i < values.length; i++) values[i] += second.data[i];
    }
  }
}

/** Throws a UserError if the tensors do not match the parameters of the network in names and shapes. */
export function checkTensors(model: ParameterList, tensors: ReadonlyMap<string, StoredTensor>): void {
  for (const parameter of model.parameters) {
    const { name, role, value } = parameter;
    const { rows, columns } = value;
    const expected = !isMatrix(parameter)
      ? [columns]
      : role === 'embedding'
        ? [rows, columns]
        : [columns, rows];
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

/**
 * Converts a parameter's name: `Wxh_l1` becomes `rnn.weight_ih_l1`. Elman Lab's names in the first layer have
 * no suffix; PyTorch's have `_l0`. `Wxh_l1_reverse` reads from the end of a text: `rnn.weight_ih_l1_reverse`.
 */
function pytorchName(name: string): string {
  const [, base, layer = '_l0', direction = ''] = /^(\w+?)(_l\d+)?(_reverse)?$/.exec(name) ?? [];
  const theirs = names[base];
  return /^(rnn|block)\./.test(theirs) ? theirs + layer + direction : theirs + direction;
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

/** Returns the transpose of a row-major matrix [rows, columns]. */
function transposed<T extends StoredData>(data: T, rows: number, columns: number): T {
  const result = data.slice() as T;
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) result[c * rows + r] = data[r * columns + c];
  return result;
}
