import type { Message } from '../../../protocol/message';
import { UserError } from '../../../protocol/userError';
import { SENTENCE_END } from '../../data/tokenizer';
import { PYTORCH } from '../../storage/safetensors/pytorch';
import type { StoredTensor, TensorFile } from '../../storage/safetensors/safetensors';
import { unitSettings } from './unitSettings';

/** The cell of a network, by the number of rows of its weights per hidden unit. */
const CELLS: Readonly<Record<number, string>> = { 1: 'elman', 3: 'gru', 4: 'lstm' };

const FIRST = /(?:^|\.)weight_ih_l0$/;
const EMBEDDING = /(?:^|\.)(?:embed|embedding|embeddings|emb|encoder|wte)\.weight$/;
const OUTPUT = /(?:^|\.)(?:fc|decoder|out|output|linear|head|proj|classifier)\.weight$/;

const NONLINEARITY_UNKNOWN: Message = {
  template: 'A state dictionary does not say whether its nn.RNN has tanh or relu: tanh is assumed.',
  args: [],
};
const NO_LINE_END: Message = {
  template: 'The vocabulary has no line end ("</s>" or "<eos>"): line ends are left out of every figure.',
  args: [],
};
const EOS_IS_LINE_END: Message = { template: 'The symbol "<eos>" is read as the line end.', args: [] };

interface Description {
  readonly symbols: readonly string[];
  /** The id of the tokenizer. Default: characters if every symbol is one character, else words. */
  readonly unit?: string;
  /** The nonlinearity of nn.RNN: tanh or relu. Undefined if the user did not say it; then it is tanh. */
  readonly nonlinearity?: string;
}

/** The tensors of a state dictionary by their parts. */
interface Parts {
  /** The part of the recurrent tensors' names before `weight_ih_l0`. */
  readonly prefix: string;
  readonly recurrent: readonly string[];
  readonly output: string;
  readonly embedding?: string;
}

/** A model file, and what its state dictionary does not say. */
interface StateModel {
  readonly file: TensorFile;
  readonly warnings: readonly Message[];
}

/**
 * Converts the state dictionary of a PyTorch model to a model file: an embedding (or one-hot input), nn.RNN, nn.LSTM or
 * nn.GRU with any number of layers, and a linear output. Throws a UserError for anything else. Only reads tensors that
 * exist in the file, so no memory is allocated for sizes that the file does not have.
 */
export function modelOfState(file: TensorFile, description: Description): StateModel {
  const parts = partsOf(file);
  const { prefix, embedding } = parts;
  const H = matrix(file, `${prefix}weight_hh_l0`).shape[1];
  const [gateRows, D] = matrix(file, `${prefix}weight_ih_l0`).shape;
  const cell = CELLS[gateRows / H];
  if (cell === undefined)
    throw otherShape(`${prefix}weight_ih_l0`, [gateRows, D], `${H}, ${3 * H} or ${4 * H} rows`);
  const V = matrix(file, parts.output).shape[0];
  if (V !== description.symbols.length)
    throw new UserError(
      'The vocabulary has {0} symbols, but the output "{1}" has {2}. Choose the vocabulary of this model.',
      [description.symbols.length, parts.output, V],
    );
  if (!embedding && D !== V)
    throw otherShape(`${prefix}weight_ih_l0`, [gateRows, D], `${V} columns, because there is no embedding`);
  const layers = parts.recurrent.filter(name => name.startsWith(`${prefix}weight_ih_l`)).length;
  const { symbols, settings, warnings } = textOf(description);
  const activation = activationOf(cell, description.nonlinearity);
  const metadata = {
    format: 'elman-lab',
    layout: PYTORCH,
    settings: JSON.stringify({
      'model.cell': cell,
      'model.activation': activation.name,
      'model.hidden': H,
      'model.layers': layers,
      'model.embedding': embedding ? D : 0,
      ...settings,
    }),
    vocabulary: JSON.stringify(symbols),
    state: JSON.stringify({ iteration: 0, carried: [] }),
  };
  const tensors = renamed(file, parts, { layers, gateRows, V });
  return { file: { tensors, metadata }, warnings: [...activation.warnings, ...warnings] };
}

/** Returns the parts of a state dictionary. Throws a UserError if a tensor is missing or belongs to none of them. */
function partsOf(file: TensorFile): Parts {
  const names = [...file.tensors.keys()];
  const prefix = prefixOf(names);
  const recurrent = names.filter(
    name => name.startsWith(prefix) && /^(weight|bias)_(ih|hh)_l\d+$/.test(name.slice(prefix.length)),
  );
  const others = names.filter(name => !recurrent.includes(name));
  const H = matrix(file, `${prefix}weight_hh_l0`).shape[1];
  const output = others.find(name => OUTPUT.test(name) && matrix(file, name).shape[1] === H);
  if (output === undefined)
    throw new UserError(
      'This state dictionary has no output: a tensor such as "fc.weight" or "decoder.weight" with {0} columns. It has: {1}.',
      [H, listed(names)],
    );
  const embedding = others.find(name => name !== output && EMBEDDING.test(name));
  const unused = others.find(name => ![output, biasOf(output), embedding].includes(name));
  if (unused !== undefined)
    throw new UserError(
      'This state dictionary has the tensor "{0}", which is not part of an embedding, a recurrent network and a linear output. Only such models can be read.',
      [unused],
    );
  return { prefix, recurrent, output, embedding };
}

/** Returns the tensors under the names of model files. Biases that the state dictionary lacks are 0. */
function renamed(
  file: TensorFile,
  { prefix, recurrent, output, embedding }: Parts,
  { layers, gateRows, V }: { readonly layers: number; readonly gateRows: number; readonly V: number },
): ReadonlyMap<string, StoredTensor> {
  const named = new Map<string, StoredTensor>();
  const add = (tensor: StoredTensor, name: string) => named.set(name, { ...tensor, name });
  if (embedding) add(matrix(file, embedding), 'embedding.weight');
  for (const name of recurrent) add(tensorOf(file, name), `rnn.${name.slice(prefix.length)}`);
  add(matrix(file, output), 'out.weight');
  add(file.tensors.get(biasOf(output)) ?? zeros(V), 'out.bias');
  for (let l = 0; l < layers; l++)
    for (const bias of [`bias_ih_l${l}`, `bias_hh_l${l}`]) {
      const found = named.get(`rnn.${bias}`);
      if (!found) add(zeros(gateRows), `rnn.${bias}`);
      else if (found.shape.join() !== `${gateRows}`)
        throw otherShape(`${prefix}${bias}`, found.shape, String(gateRows));
    }
  return named;
}

/** Returns whether a state dictionary has an nn.RNN, whose nonlinearity it does not say. False for any other file. */
export function lacksNonlinearity(tensors: readonly Pick<StoredTensor, 'name' | 'shape'>[]): boolean {
  const first = tensors.find(({ name }) => FIRST.test(name));
  const recurrent = tensors.find(({ name }) => name === first?.name.replace('weight_ih', 'weight_hh'));
  return recurrent !== undefined && recurrent.shape[0] === recurrent.shape[1];
}

/** Returns the activation of a cell. Warns if the file does not say it and the user did not, either. */
function activationOf(cell: string, nonlinearity: string | undefined) {
  if (nonlinearity === undefined)
    return { name: 'tanh', warnings: cell === 'elman' ? [NONLINEARITY_UNKNOWN] : [] };
  if (cell !== 'elman')
    throw new UserError('Only nn.RNN has a nonlinearity, and this network is of the kind "{0}".', [cell]);
  if (nonlinearity !== 'tanh' && nonlinearity !== 'relu')
    throw new UserError('nn.RNN has no nonlinearity "{0}", only tanh and relu.', [nonlinearity]);
  return { name: nonlinearity, warnings: [] };
}

/**
 * Returns the settings of the text, and the symbols with the model's name of the line end. PyTorch's examples of language models
 * call the line end of words "<eos>".
 */
function textOf({ symbols, unit }: Description) {
  const settings = unitSettings(unit, symbols);
  if (settings['text.unit'] !== 'word' || symbols.includes(SENTENCE_END))
    return { symbols, settings, warnings: [] };
  const eos = symbols.indexOf('<eos>');
  if (eos < 0) return { symbols, settings, warnings: [NO_LINE_END] };
  return { symbols: symbols.with(eos, SENTENCE_END), settings, warnings: [EOS_IS_LINE_END] };
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

function tensorOf({ tensors }: TensorFile, name: string): StoredTensor {
  const found = tensors.get(name);
  if (found) return found;
  throw new UserError('The model file has no tensor "{0}", which its network needs.', [name]);
}

function matrix(file: TensorFile, name: string): StoredTensor {
  const found = tensorOf(file, name);
  if (found.shape.length === 2 && found.shape.every(size => size > 0)) return found;
  throw otherShape(name, found.shape, 'two dimensions');
}

const otherShape = (name: string, shape: readonly number[], expected: string) =>
  new UserError('The tensor "{0}" is {1}, but this was expected: {2}.', [name, shape.join(' x '), expected]);

const zeros = (length: number): StoredTensor => ({
  name: '',
  dtype: 'F32',
  shape: [length],
  data: new Float32Array(length),
});

const biasOf = (output: string) => output.replace(/weight$/, 'bias');

/** Returns the first names of a list for a message. */
const listed = (names: readonly string[]) =>
  names.slice(0, 8).join(', ') + (names.length > 8 ? ` (${names.length})` : '');
