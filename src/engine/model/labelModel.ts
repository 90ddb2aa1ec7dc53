import * as v from 'valibot';
import type { LabelTask } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import {
  configureLabels,
  isLabelSetting,
  type LabelConfiguration,
  labelWeightsOf,
  storedSettings,
} from '../configuration/labels';
import { knownSettings } from '../configuration/names';
import { tokenizerOf } from '../configuration/text';
import { PlanningArena } from '../core/planningArena';
import type { Tokenizer } from '../data/tokenizer';
import { checkDistinct, Vocabulary } from '../data/vocabulary';
import type { Kernels } from '../kernels/kernels';
import type { LabelWeights } from '../nn/labels/labelWeights';
import { parseJson } from '../storage/parseJson';
import { iterationIn } from '../storage/runs/checkpointFormat';
import { exportTensors, PYTORCH } from '../storage/safetensors/pytorch';
import { encodeSafetensors, type TensorFile } from '../storage/safetensors/safetensors';
import { settings as settingsSchema } from '../storage/schemas';
import { TRANSLATE } from './translationModel';
import { loaderOf } from './weightLoader';

const symbolsSchema = v.array(v.string());

/** A network that labels texts or tokens, with everything needed to use it. */
export interface LabelModel {
  readonly kernels: Kernels;
  readonly settings: LabelConfiguration;
  readonly vocabulary: Vocabulary;
  readonly labels: readonly string[];
  readonly network: LabelWeights;
  /** Number of updates that the network has received. */
  readonly iteration: number;
}

/** An opened model. A tagger's tokenizer is not used: its file has one token per line. */
export interface OpenLabelModel extends LabelModel {
  readonly tokenizer: Tokenizer;
}

/** Returns the metadata by which a file describes a labelling network, besides the settings. */
export function labelMetadata(
  task: LabelTask,
  { vocabulary, labels }: Pick<LabelModel, 'vocabulary' | 'labels'>,
) {
  return { task, vocabulary: JSON.stringify(vocabulary.symbols), labels: JSON.stringify(labels) };
}

/** Encodes a model as a safetensors file with PyTorch's names and layouts. */
export function encodeLabelModel(model: LabelModel): Uint8Array {
  const { kernels, settings, network, iteration } = model;
  return encodeSafetensors(exportTensors(kernels, network), {
    format: 'elman-lab',
    layout: PYTORCH,
    settings: JSON.stringify(storedSettings(settings)),
    ...labelMetadata(settings.labels.task, model),
    kernels: kernels.build,
    state: JSON.stringify({ iteration }),
  });
}

/**
 * Opens a model file or checkpoint of a task. Checks the metadata against the tensors before it allocates memory. Throws
 * a UserError for any other file.
 */
export function openLabelModel(kernels: Kernels, file: TensorFile, task: LabelTask): OpenLabelModel {
  const { settings, vocabulary, labels, iteration } = readMetadata(file, task);
  const [V, K] = [vocabulary.size, labels.length];
  const fill = loaderOf(file)(labelWeightsOf(new PlanningArena(), settings, V, K), file);
  const network = labelWeightsOf(kernels.arena, settings, V, K);
  fill(kernels, network);
  const tokenizer = tokenizerOf(settings.configuration);
  return { kernels, settings, vocabulary, labels, network, iteration, tokenizer };
}

function readMetadata(file: TensorFile, task: LabelTask) {
  const { metadata } = file;
  if (metadata.task !== task) throw otherTask(task, metadata.task);
  const stored = parseJson(settingsSchema, metadata.settings ?? '');
  const symbols = parseJson(symbolsSchema, metadata.vocabulary ?? '');
  const labels = parseJson(symbolsSchema, metadata.labels ?? '');
  const iteration = iterationIn(file);
  if (!stored || !symbols || !labels || labels.length < 2 || iteration === undefined)
    throw new UserError(
      'This file is not a model of Elman Lab: it does not describe its network and its labels.',
    );
  checkDistinct(symbols);
  checkDistinct(labels);
  const settings = configureLabels(task, knownLabelSettings(stored));
  const isOpen = tokenizerOf(settings.configuration).openVocabulary;
  const vocabulary = new Vocabulary(symbols, isOpen || task === 'tag');
  // Every token of a sentence has a tag, so no token may be left out.
  if (task === 'tag' && vocabulary.unknown < 0)
    throw new UserError('This tagger is damaged: its vocabulary has no symbol for unknown tokens.');
  return { settings, vocabulary, labels, iteration };
}

/** Returns the settings that this version knows. Files may contain settings of other versions. */
export const knownLabelSettings: typeof knownSettings = stored => ({
  ...knownSettings(stored),
  ...Object.fromEntries(Object.entries(stored).filter(([name]) => isLabelSetting(name))),
});

function otherTask(wanted: LabelTask, found: string | undefined): UserError {
  if (found === undefined)
    return new UserError(
      'This model predicts the next token and has no labels. Train a classifier or a tagger.',
    );
  if (found === TRANSLATE)
    return new UserError(
      'This model writes a target for a source and has no labels. Use it with "elman translate".',
    );
  if (found === 'cloze')
    return new UserError(
      'This model predicts each token from both sides and has no labels. Train a classifier or a tagger.',
    );
  return wanted === 'tag'
    ? new UserError('This model classifies texts and cannot tag tokens. Use it with "elman classify".')
    : new UserError('This model tags tokens and cannot classify texts. Use it with "elman tag".');
}
