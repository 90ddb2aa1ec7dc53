/**
 * The engine's public functions. The caller passes the compiled kernels. `src/package` is the engine together
 * with its kernels.
 */
import { UserError } from '../protocol/userError';
import type { Configuration } from '../settings/settings';
import { bytesOf } from './api/bytes';
import { RecurrentNetwork } from './api/network';
import type { Settings } from './api/settings';
import { UNNAMED } from './api/training';
import type { GradientReport, Network, Symbols } from './api/types';
import { checkSetting, configure } from './configuration/configure';
import { checkNames } from './configuration/names';
import { newModel } from './configuration/network';
import { tokenizerOf, withLocale } from './configuration/text';
import { readCorpus } from './data/corpus';
import { Vocabulary } from './data/vocabulary';
import type { Kernels } from './kernels/kernels';
import { BuildUnavailable, chooseKernels, type LoadModule } from './kernels/select';
import { decodeModel } from './model/modelFile';
import { reportGradients } from './model/networkGradientReport';
import { buildIn, openNetwork as openFile } from './model/openNetwork';
import type { TensorFile } from './storage/safetensors/safetensors';

export type { Settings } from './api/settings';
export type * from './api/types';
export { fields as settings } from './configuration/fields';

export async function createNetwork(
  load: LoadModule,
  settings: Settings,
  symbols: Symbols,
): Promise<Network> {
  const isText = typeof symbols === 'string' || symbols instanceof Uint8Array;
  const bytes = bytesOf(isText ? symbols : symbols.vocabulary.join(' '));
  const configuration = withLocale(configure(settings), { name: UNNAMED, bytes });
  const vocabulary = vocabularyOf(configuration, isText ? { bytes } : symbols);
  const kernels = await chooseKernels(configuration['kernels.build'], load);
  const network = newModel(kernels.arena, configuration, vocabulary.symbols);
  return new RecurrentNetwork({ kernels, configuration, vocabulary, network }, 0);
}

export async function openNetwork(
  load: LoadModule,
  bytes: Uint8Array,
  settings: Pick<Settings, 'kernels.build'> = {},
): Promise<Network> {
  checkNames(settings, ['kernels.build']);
  const { 'kernels.build': build } = settings;
  const file = decodeModel(bytes);
  const kernels =
    build === undefined ? await kernelsOf(file, load) : await chooseKernels(checkedBuild(build), load);
  const open = openFile(kernels, file);
  return new RecurrentNetwork(open, open.iteration);
}

/**
 * Returns the kernels of the build that the file names. If this machine cannot run this build, returns the
 * fastest kernels that it can run.
 */
async function kernelsOf(file: TensorFile, load: LoadModule): Promise<Kernels> {
  try {
    return await chooseKernels(buildIn(file), load);
  } catch (error) {
    if (!(error instanceof BuildUnavailable)) throw error;
    return chooseKernels('auto', load);
  }
}

function checkedBuild(build: NonNullable<Settings['kernels.build']>) {
  checkSetting('kernels.build', build);
  return build;
}

export function checkGradients(settings: Settings): GradientReport {
  return reportGradients(configure(settings));
}

function vocabularyOf(
  configuration: Configuration,
  symbols: { readonly bytes: Uint8Array } | { readonly vocabulary: readonly string[] },
): Vocabulary {
  const tokenizer = tokenizerOf(configuration);
  const vocabulary =
    'bytes' in symbols
      ? readCorpus({ name: UNNAMED, ...symbols }, tokenizer, configuration['text.minimumCount']).vocabulary
      : new Vocabulary([...symbols.vocabulary], tokenizer.openVocabulary);
  const distinct = new Set(vocabulary.symbols).size;
  if (distinct >= 2 && distinct === vocabulary.size) return vocabulary;
  throw new UserError(
    'A vocabulary needs at least two symbols, all different. This one has {0}, of which {1} are different.',
    [vocabulary.size, distinct],
  );
}
