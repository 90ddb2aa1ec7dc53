import { UserError } from '../../../protocol/userError';
import { PYTORCH } from '../../storage/safetensors/pytorch';
import type { StoredTensor, TensorFile } from '../../storage/safetensors/safetensors';
import { unitSettings } from './unitSettings';

/** The cell of a network, by the number of rows of its weights per hidden unit. */
const CELLS: Readonly<Record<number, string>> = { 1: 'elman', 3: 'gru', 4: 'lstm' };

const FIRST = /(?:^|\.)weight_ih_l0$/;
const EMBEDDING = /(?:^|\.)(?:embed|embedding|embeddings|emb|encoder|wte)\.weight$/;
const OUTPUT = /(?:^|\.)(?:fc|decoder|out|output|linear|head|proj|classifier)\.weight$/;

interface Description {
  readonly symbols: readonly string[];
  /** The id of the tokenizer. Default: characters if every symbol is one character, else words. */
  readonly unit?: string;
}

/**
 * Converts the state dictionary of a PyTorch model to a model file: an embedding (or one-hot input), nn.RNN with tanh, nn.LSTM or
 * nn.GRU with any number of layers, and a linear output. Throws a UserError for anything else. Only reads tensors that
 * exist in the file, so no memory is allocated for sizes that the file does not have.
 */
export function modelOfState(file: TensorFile, { symbols, unit }: Description): TensorFile {
  const names = [...file.tensors.keys()];
  const prefix = prefixOf(names);
  const recurrent = names.filter(
    name => name.startsWith(prefix) && /^(weight|bias)_/.test(name.slice(prefix.length)),
  );
  const others = names.filter(name => !recurrent.includes(name));
  const at = (name: string) => matrix(file, name);
  const H = at(`${prefix}weight_hh_l0`).shape[1];
  const [gateRows, D] = at(`${prefix}weight_ih_l0`).shape;
  const cell = CELLS[gateRows / H];
  if (cell === undefined)
    throw otherShape(`${prefix}weight_ih_l0`, [gateRows, D], `${H}, ${3 * H} or ${4 * H} rows`);
  const output = others.find(name => OUTPUT.test(name) && at(name).shape[1] === H);
  if (output === undefined)
    throw new UserError(
      'This state dictionary has no output: a tensor such as "fc.weight" or "decoder.weight" with {0} columns. It has: {1}.',
      [H, listed(names)],
    );
  const embedding = others.find(name => name !== output && EMBEDDING.test(name));
  const bias = output.replace(/weight$/, 'bias');
  const unused = others.find(name => ![output, bias, embedding].includes(name));
  if (unused !== undefined)
    throw new UserError(
      'This state dictionary has the tensor "{0}", which is not part of an embedding, a recurrent network and a linear output. Only such models can be read.',
      [unused],
    );
  const V = at(output).shape[0];
  if (V !== symbols.length)
    throw new UserError(
      'The vocabulary has {0} symbols, but the output "{1}" has {2}. Choose the vocabulary of this model.',
      [symbols.length, output, V],
    );
  if (!embedding && D !== V)
    throw otherShape(`${prefix}weight_ih_l0`, [gateRows, D], `${V} columns, because there is no embedding`);
  const layers = recurrent.filter(name => name.slice(prefix.length).startsWith('weight_ih_l')).length;
  const renamed = [
    ...(embedding ? [{ ...at(embedding), name: 'embedding.weight' }] : []),
    ...recurrent.map(name => ({ ...tensor(file, name), name: `rnn.${name.slice(prefix.length)}` })),
    { ...at(output), name: 'out.weight' },
    file.tensors.get(bias) ?? zeros('out.bias', V),
  ].map(each => (each.name === bias ? { ...each, name: 'out.bias' } : each));
  const tensors = new Map(renamed.map(each => [each.name, each]));
  for (let l = 0; l < layers; l++)
    for (const name of [`rnn.bias_ih_l${l}`, `rnn.bias_hh_l${l}`])
      if (!tensors.has(name)) tensors.set(name, zeros(name, gateRows));
  const settings = {
    'model.cell': cell,
    'model.activation': 'tanh',
    'model.hidden': H,
    'model.layers': layers,
    'model.embedding': embedding ? D : 0,
    ...unitSettings(unit, symbols),
  };
  const metadata = {
    format: 'elman-lab',
    layout: PYTORCH,
    settings: JSON.stringify(settings),
    vocabulary: JSON.stringify(symbols),
    state: JSON.stringify({ iteration: 0, carried: [] }),
  };
  return { tensors, metadata };
}

/** Returns what precedes `weight_ih_l0` in the names of the recurrent network. */
function prefixOf(names: readonly string[]): string {
  const firsts = names.filter(name => FIRST.test(name));
  if (firsts.length !== 1)
    throw new UserError(
      'This state dictionary needs one recurrent network with a tensor "rnn.weight_ih_l0", with any prefix, but {0} were found. It has: {1}.',
      [firsts.length, listed(names)],
    );
  const prefix = firsts[0].slice(0, -'weight_ih_l0'.length);
  const twoWay = names.find(name => name.startsWith(prefix) && name.endsWith('_reverse'));
  if (twoWay !== undefined)
    throw new UserError(
      'This network reads in both directions ("{0}"), so it does not predict the next token. Only networks that read in one direction can be used as language models.',
      [twoWay],
    );
  if (names.some(name => name.startsWith(`${prefix}weight_hr_l`)))
    throw new UserError('An LSTM with projections (proj_size) cannot be read. Train it without proj_size.');
  return prefix;
}

function tensor({ tensors }: TensorFile, name: string): StoredTensor {
  const found = tensors.get(name);
  if (found) return found;
  throw new UserError('The model file has no tensor "{0}", which its network needs.', [name]);
}

function matrix(file: TensorFile, name: string): StoredTensor {
  const found = tensor(file, name);
  if (found.shape.length === 2 && found.shape.every(size => size > 0)) return found;
  throw otherShape(name, found.shape, 'two dimensions');
}

const otherShape = (name: string, shape: readonly number[], expected: string) =>
  new UserError('The tensor "{0}" is {1}, but this was expected: {2}.', [name, shape.join(' x '), expected]);

const zeros = (name: string, length: number): StoredTensor => ({
  ...{ name, dtype: 'F32', shape: [length] },
  data: new Float32Array(length),
});

/** Returns the first names of a list for a message. */
const listed = (names: readonly string[]) =>
  names.slice(0, 8).join(', ') + (names.length > 8 ? ` (${names.length})` : '');
