import * as v from 'valibot';
import { UserError } from '../../protocol/userError';
import type { Configuration } from '../../settings/settings';
import { clozeShapeOf, configureCloze } from '../configuration/cloze';
import { knownSettings } from '../configuration/names';
import { tokenizerOf, withLineEnds } from '../configuration/text';
import { PlanningArena } from '../core/planningArena';
import type { Tokenizer } from '../data/tokenizer';
import { checkDistinct, Vocabulary } from '../data/vocabulary';
import type { Kernels } from '../kernels/kernels';
import { type BidirectionalModel, makeBidirectional } from '../nn/bidirectional/bidirectionalModel';
import { parseJson } from '../storage/parseJson';
import { iterationIn } from '../storage/runs/checkpointFormat';
import { exportTensors, PYTORCH } from '../storage/safetensors/pytorch';
import { encodeSafetensors, type TensorFile } from '../storage/safetensors/safetensors';
import { settings as settingsSchema } from '../storage/schemas';
import { MaskedModel } from './maskedModel';
import { loaderOf } from './weightLoader';

const symbolsSchema = v.array(v.string());

/** A network that predicts each token from both sides, with everything needed to use it. */
export interface TrainedCloze {
  readonly kernels: Kernels;
  readonly configuration: Configuration;
  readonly vocabulary: Vocabulary;
  readonly network: BidirectionalModel;
  /** Number of updates that the network has received. */
  readonly iteration: number;
}

/**
 * An opened cloze model. It has no `LanguageModel`, which every function that samples, continues or mixes needs: the
 * compiler refuses it there.
 */
export interface OpenClozeModel extends TrainedCloze {
  readonly model: MaskedModel;
  readonly tokenizer: Tokenizer;
  /** A one-line description, such as `lstm · 64 · both sides`. */
  readonly description: string;
}

/** Returns the metadata by which a file describes a cloze model, besides the settings. */
export const clozeMetadata = ({ symbols }: Vocabulary) => ({
  task: 'cloze',
  vocabulary: JSON.stringify(symbols),
});

/** Encodes a model as a safetensors file with PyTorch's names and layouts. */
export function encodeClozeModel({ kernels, configuration, vocabulary, network, iteration }: TrainedCloze) {
  return encodeSafetensors(exportTensors(kernels, network), {
    format: 'elman-lab',
    layout: PYTORCH,
    settings: JSON.stringify(configuration),
    ...clozeMetadata(vocabulary),
    kernels: kernels.build,
    state: JSON.stringify({ iteration }),
  });
}

/** Returns whether a file contains a cloze model. */
export const isClozeFile = ({ metadata }: TensorFile): boolean => metadata.task === 'cloze';

/** Returns whether an open model is a cloze model. */
export const isCloze = (open: { readonly model: object }): open is OpenClozeModel =>
  open.model instanceof MaskedModel;

/**
 * Opens the cloze model in a file. Checks the metadata against the tensors before it allocates memory. Throws a
 * UserError for a damaged file.
 */
export function openCloze(kernels: Kernels, file: TensorFile): OpenClozeModel {
  const { configuration, symbols, iteration } = readMetadata(file);
  const tokenizer = tokenizerOf(configuration);
  const vocabulary = new Vocabulary(symbols, tokenizer.openVocabulary);
  const shape = clozeShapeOf(configuration, vocabulary.size);
  const fill = loaderOf(file)(makeBidirectional(new PlanningArena(), shape), file);
  const network = makeBidirectional(kernels.arena, shape);
  fill(kernels, network);
  const model = new MaskedModel(kernels, network, vocabulary);
  const { cell, hidden, layers } = shape;
  const description = `${cell} · ${layers > 1 ? `${layers} × ` : ''}${hidden} · both sides`;
  return { kernels, configuration, vocabulary, network, iteration, model, tokenizer, description };
}

/** Returns the error for uses that need a language model. */
export const cannotContinue = () =>
  new UserError(
    'This model predicts each token from the tokens before and after it, so it can only score texts. It cannot write or continue a text, be part of a mixture, or be compared with language models.',
  );

function readMetadata({ metadata, ...file }: TensorFile) {
  const stored = parseJson(settingsSchema, metadata.settings ?? '');
  const symbols = parseJson(symbolsSchema, metadata.vocabulary ?? '');
  const iteration = iterationIn({ metadata, ...file });
  if (!stored || !symbols || iteration === undefined)
    throw new UserError(
      'This file is not a model of Elman Lab: it does not describe its network and its vocabulary.',
    );
  checkDistinct(symbols);
  return { configuration: configureCloze(knownSettings(withLineEnds(stored, symbols))), symbols, iteration };
}
