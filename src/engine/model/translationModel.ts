import * as v from 'valibot';
import { UserError } from '../../protocol/userError';
import { translationSettings } from '../../settings/translationSettings';
import { tokenizerOf } from '../configuration/text';
import {
  configureTranslation,
  knownTranslation,
  storedTranslation,
  type TranslationConfiguration,
  translationWeightsOf,
} from '../configuration/translation';
import { PlanningArena } from '../core/planningArena';
import type { PairVocabularies } from '../data/pairs/pairData';
import type { Tokenizer } from '../data/tokenizer';
import { checkDistinct, Vocabulary } from '../data/vocabulary';
import type { Kernels } from '../kernels/kernels';
import type { TranslationWeights } from '../nn/translation/translationWeights';
import { parseJson } from '../storage/parseJson';
import { encodeCheckpoint, iterationIn } from '../storage/runs/checkpointFormat';
import type { TensorFile } from '../storage/safetensors/safetensors';
import { storeTensor } from '../storage/safetensors/tensors';
import { settings as settingsSchema } from '../storage/schemas';
import { loaderOf } from './weightLoader';

/** The name of the task in model files. */
export const TRANSLATE = 'translate';

const symbolsSchema = v.pipe(v.array(v.string()), v.minLength(1));
/** The lengths of the longest source and target. They limit how long the network may write, so a file must not set them freely. */
const { maximum } = translationSettings['text.longest'];
const lengthSchema = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(maximum));
const longestSchema = v.object({ source: lengthSchema, target: lengthSchema });

/** A network that writes a target for a source, with everything needed to use it. */
export interface TranslationModel extends PairVocabularies {
  readonly kernels: Kernels;
  readonly settings: TranslationConfiguration;
  readonly network: TranslationWeights;
  /** The lengths of the longest source and of the longest target in training. */
  readonly longest: { readonly source: number; readonly target: number };
  /** Number of updates that the network has received. */
  readonly iteration: number;
}

export interface OpenTranslation extends TranslationModel {
  readonly tokenizer: Tokenizer;
}

/** Returns the metadata by which a file describes such a network, besides the settings. */
export function translationMetadata({
  sources,
  targets,
  longest,
}: Pick<TranslationModel, 'sources' | 'targets' | 'longest'>) {
  return {
    task: TRANSLATE,
    vocabulary: JSON.stringify(sources.symbols),
    targets: JSON.stringify(targets.symbols),
    longest: JSON.stringify(longest),
  };
}

/** Encodes a model as a safetensors file with Elman Lab's own names and layouts of the parameters, and with a digest. */
export function encodeTranslation(model: TranslationModel): Uint8Array {
  const { kernels, settings, network, iteration } = model;
  const tensors = network.parameters.map(({ name, value }) => storeTensor(kernels, name, value));
  const metadata = {
    format: 'elman-lab',
    settings: JSON.stringify(storedTranslation(settings)),
    ...translationMetadata(model),
    kernels: kernels.build,
    state: JSON.stringify({ iteration }),
  };
  return encodeCheckpoint({ metadata, tensors });
}

/**
 * Opens a model file or checkpoint. Checks the metadata against the tensors before it allocates memory. Throws a
 * UserError for any other file.
 */
export function openTranslation(kernels: Kernels, file: TensorFile): OpenTranslation {
  const { settings, ...described } = readMetadata(file);
  const fill = loaderOf(file)(translationWeightsOf(new PlanningArena(), settings, described), file);
  const network = translationWeightsOf(kernels.arena, settings, described);
  fill(kernels, network);
  return { ...described, settings, kernels, network, tokenizer: tokenizerOf(settings.configuration) };
}

function readMetadata(file: TensorFile) {
  const { metadata } = file;
  if (metadata.task !== TRANSLATE) throw otherTask(metadata.task);
  const stored = parseJson(settingsSchema, metadata.settings ?? '');
  const sources = parseJson(symbolsSchema, metadata.vocabulary ?? '');
  const targets = parseJson(symbolsSchema, metadata.targets ?? '');
  const longest = parseJson(longestSchema, metadata.longest ?? '');
  const iteration = iterationIn(file);
  if (!stored || !sources || !targets || !longest || iteration === undefined)
    throw new UserError(
      'This file is not a model of Elman Lab: it does not describe its network and its symbols.',
    );
  checkDistinct(sources);
  checkDistinct(targets);
  const settings = configureTranslation(knownTranslation(stored));
  const { openVocabulary } = tokenizerOf(settings.configuration);
  return {
    settings,
    sources: new Vocabulary(sources, openVocabulary),
    targets: new Vocabulary(targets, false),
    longest,
    iteration,
  };
}

function otherTask(task: string | undefined): UserError {
  return task === undefined
    ? new UserError(
        'This model predicts the next token and does not write a target for a source. Train one with "elman translate".',
      )
    : new UserError('This model labels texts or tokens. Use it with "elman {0}".', [task]);
}
