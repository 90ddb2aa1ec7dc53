import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { codeOf, unreadableModel } from '../common/unreadable';
import { unitNames } from '../engine/data/tokenizers';
import { isStateDictionary } from '../engine/families/kinds';
import { chooseKernels } from '../engine/kernels/select';
import type { OpenClozeModel } from '../engine/model/clozeFile';
import type { OpenModel } from '../engine/model/openModel';
import { ModelStore } from '../engine/storage/models/modelStore';
import type { ModelIdentity } from '../export/surprisal/tableSource';
import { kernelModule } from '../package/kernelModules';
import type { ModelReference } from '../protocol/modelReference';
import { readAnyFile } from '../workers/inputFile';
import { NodeFileSystem } from '../workers/nodeFileSystem';
import { newHash, systemClock, yieldToMessages } from '../workers/ports';
import { identityOf } from '../workers/reader/modelIdentity';
import { Models } from '../workers/reader/models';
import { type Call, textFlag } from './command/command';
import { commandFlag } from './command/flag';
import { UsageError } from './command/usageError';
import { checkReadable } from './readableFolders';
import { findRun, placeOf, type RunPlace, storeIn } from './runs';
import { warn } from './warn';

/** Describes in the help what a MODEL argument can be. */
export const modelOperand =
  'a file (safetensors, a model of the RNNLM toolkit or of faster-rnnlm, a hidden Markov model, a linear dynamical system, n-grams in the ARPA or binary format), or a run, n-gram model, hidden Markov model, linear dynamical system, mixture or network with a lesion: its id, or the path of its folder';

/** Flags of all commands that open models. */
export const arpaFlags = [
  commandFlag(
    'unit',
    'UNIT',
    `How texts are split for n-grams in ARPA files and state dictionaries of PyTorch: ${unitNames.join(', ')}, or segmented with a language ("segmented ja"). Default: as the file says; otherwise word ascii (words between ASCII blanks), as in SRILM and KenLM.`,
  ),
  commandFlag(
    'vocabulary',
    'FILE',
    'Symbols of a state dictionary of PyTorch (safetensors): a JSON list, a JSON object that maps each symbol to its id, or one symbol per line.',
  ),
  commandFlag(
    'nonlinearity',
    { kind: 'choice', choices: ['tanh', 'relu'], default: '' },
    'The nonlinearity of nn.RNN in a state dictionary of PyTorch, which does not contain it. Default: tanh, with a warning.',
  ),
  commandFlag('map-unk', 'WORD', 'Name of the unknown word in ARPA files, if it is neither <unk> nor <UNK>.'),
];

/**
 * Opens a model of any kind that the editor can open. `model` is the path of a file, or the id of a run, an
 * n-gram model or a mixture in the folder of runs, or the path of its own folder. Throws a UserError if the model does not exist.
 */
export async function openAny(call: Call, model: string): Promise<OpenModel> {
  const { models, reference } = await found(call, model, readModelFile);
  return (await models.loadedModel(reference)).open;
}

/** Opens a model as `openAny` does, or a cloze model, to score texts with it. */
export async function openToScore(call: Call, model: string): Promise<OpenModel | OpenClozeModel> {
  const { models, reference } = await found(call, model, readModelFile);
  return (await models.loadedScorer(reference)).open;
}

/** Opens a model as `openAny` does. Also returns the description of the model for the file beside a table. */
export async function openIdentified(
  call: Call,
  model: string,
): Promise<{ readonly open: OpenModel; readonly identity: ModelIdentity }> {
  // Keeps the bytes of each file, because the digest reads the model's file again, and a pipe can be read
  // only once.
  const { models, reference, stores } = await found(call, model, onceEach(readModelFile));
  const loaded = await models.loadedModel(reference);
  return { open: loaded.open, identity: await identityOf({ reference, name: model }, loaded, stores) };
}

async function found(call: Call, model: string, readFile: (path: string) => Promise<Uint8Array>) {
  const place = await placeOf(call, model);
  const { folder } = place;
  const stores = { store: storeIn(folder), modelStore: new ModelStore(new NodeFileSystem(folder)) };
  const models = new Models({
    ...stores,
    now: systemClock.now,
    kernels: () => chooseKernels('auto', kernelModule),
    newHash,
    // There are no newer weights in memory, because no run trains in this process.
    weights: async () => undefined,
    file: uri => readFile(fileURLToPath(uri)),
    warn,
    yield: yieldToMessages,
  });
  return { models, stores, reference: await referenceTo(call, stores.modelStore, place) };
}

/** Returns a function that reads each file only once and keeps the file's bytes in memory. */
function onceEach(readFile: typeof readModelFile): typeof readModelFile {
  const kept = new Map<string, Promise<Uint8Array>>();
  return path => {
    const bytes = kept.get(path) ?? readFile(path);
    kept.set(path, bytes);
    return bytes;
  };
}

async function referenceTo(call: Call, modelStore: ModelStore, place: RunPlace): Promise<ModelReference> {
  const { id, isFolder } = place;
  const noFile = isFolder
    ? 'EISDIR'
    : await access(id).then(
        () => undefined,
        error => codeOf(error),
      );
  if (noFile === undefined) {
    const [unit, unknown] = [textFlag(call, 'unit'), textFlag(call, 'map-unk')];
    return { kind: 'file', uri: pathToFileURL(resolve(id)).href, unit, unknown, ...stateFlags(call) };
  }
  if (call.flags.has('vocabulary'))
    throw new UsageError(`--vocabulary needs the file of a state dictionary; "${id}" is not a file.`);
  if ((await modelStore.list()).some(model => model.id === id)) return { kind: 'made', id };
  const record = await findRun(place, noFile);
  return { kind: 'run', id: record.id, checkpoint: 'usual', isLive: false };
}

/** Returns what the flags say about a state dictionary of PyTorch. */
function stateFlags(call: Call) {
  const [symbols, nonlinearity] = [textFlag(call, 'vocabulary'), textFlag(call, 'nonlinearity')];
  if (symbols !== undefined) return { vocabulary: pathToFileURL(resolve(symbols)).href, nonlinearity };
  if (nonlinearity !== undefined) throw new UsageError('--nonlinearity needs --vocabulary.');
  return {};
}

/**
 * Returns the call for one of several models: `--vocabulary` is only for those that are state dictionaries of PyTorch. Throws a
 * UsageError if none is.
 */
export async function callsFor(call: Call, models: readonly string[]): Promise<readonly Call[]> {
  if (!call.flags.has('vocabulary')) return models.map(() => call);
  const flags = new Map(call.flags);
  for (const name of ['vocabulary', 'nonlinearity']) flags.delete(name);
  const areStates = await Promise.all(
    models.map(async path => {
      const isFile = await access(path).then(
        () => true,
        () => false,
      );
      return isFile && isStateDictionary({ name: path, bytes: await readModelFile(path) });
    }),
  );
  if (!areStates.includes(true))
    throw new UsageError('--vocabulary needs the file of a state dictionary of PyTorch among the models.');
  return areStates.map(isState => (isState ? call : { ...call, flags }));
}

async function readModelFile(path: string): Promise<Uint8Array> {
  await checkReadable(path);
  return readAnyFile(path).catch(error => {
    throw unreadableModel(path, error);
  });
}
