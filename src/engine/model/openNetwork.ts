import * as v from 'valibot';
import { UserError } from '../../protocol/userError';
import type { Configuration } from '../../settings/settings';
import { configure } from '../configuration/configure';
import { knownSettings } from '../configuration/names';
import { shapeOf } from '../configuration/network';
import { tokenizerOf, withLineEnds } from '../configuration/text';
import { PlanningArena } from '../core/planningArena';
import { checkDistinct, Vocabulary } from '../data/vocabulary';
import type { Kernels } from '../kernels/kernels';
import { cells } from '../nn/cells';
import { createWeights, type NetworkWeights } from '../nn/network';
import { parseJson } from '../storage/parseJson';
import { iterationIn } from '../storage/runs/checkpointFormat';
import type { TensorFile } from '../storage/safetensors/safetensors';
import { settings } from '../storage/schemas';
import { cannotContinue } from './clozeFile';
import { lesioned, lesionIn } from './lesion';
import type { OpenModel } from './openModel';
import { RecurrentModel } from './recurrentModel';
import { storedStates } from './storedStates';
import { TRANSLATE } from './translationModel';
import { loaderOf } from './weightLoader';

const vocabularySchema = v.array(v.string());

/** An opened recurrent network with its metadata. */
export interface OpenNetwork extends OpenModel {
  readonly model: RecurrentModel;
  /** The kernels whose memory contains the weights. */
  readonly kernels: Kernels;
  readonly network: NetworkWeights;
  readonly vocabulary: Vocabulary;
  readonly configuration: Configuration;
  /**
   * The hidden states that the file contains, from which reading starts. Undefined if the file contains none.
   */
  readonly carried: Float64Array | undefined;
}

/**
 * Opens the network of a checkpoint or model file, for use without further training. Checks the metadata
 * against the tensors before it allocates memory. Throws a UserError for any other file.
 */
export function openNetwork(kernels: Kernels, file: TensorFile): OpenNetwork {
  const { configuration, symbols, iteration } = readMetadata(file);
  const tokenizer = tokenizerOf(configuration);
  const vocabulary = new Vocabulary(symbols, tokenizer.openVocabulary);
  const shape = shapeOf(configuration, vocabulary.size);
  const fill = loaderOf(file)(createWeights(new PlanningArena(), shape), file);
  const created = createWeights(kernels.arena, shape);
  fill(kernels, created);
  const network = lesioned(kernels.arena, created, lesionIn(file));
  const model = new RecurrentModel(kernels, network, vocabulary);
  const carried = storedStates(file, model.hidden);
  model.beginFrom(carried);
  const description = describe(network);
  return { model, kernels, network, tokenizer, vocabulary, configuration, description, iteration, carried };
}

/**
 * Replaces the weights by newer weights from the same training. Returns undefined if the file contains
 * another network, or the same with another lesion.
 */
export function renewNetwork<T extends OpenNetwork>(
  kernels: Kernels,
  open: T,
  file: TensorFile,
): T | undefined {
  const { configuration, symbols, iteration } = readMetadata(file);
  const lesion = lesionIn(file);
  const isSame =
    JSON.stringify([configuration, symbols, lesion]) ===
    JSON.stringify([open.configuration, open.vocabulary.symbols, open.network.lesion]);
  if (!isSame) return undefined;
  loaderOf(file)(open.network, file)(kernels, open.network);
  lesioned(kernels.arena, open.network, lesion);
  const carried = storedStates(file, open.model.hidden);
  open.model.beginFrom(carried);
  return { ...open, iteration, carried };
}

/** Returns whether an open model is a recurrent network of Elman Lab. */
export const isNetwork = (open: OpenModel): open is OpenNetwork => open.model instanceof RecurrentModel;

/** Returns the name of the kernel build in the settings of a file. */
export const buildIn = (file: TensorFile) => readMetadata(file).configuration['kernels.build'];

function readMetadata(file: TensorFile) {
  checkTask(file);
  const stored = parseJson(settings, file.metadata.settings ?? '');
  const symbols = parseJson(vocabularySchema, file.metadata.vocabulary ?? '');
  const iteration = iterationIn(file);
  if (!stored || !symbols || iteration === undefined) {
    throw new UserError(
      'This file is not a model of Elman Lab: it does not describe its network and its vocabulary.',
    );
  }
  checkDistinct(symbols);
  return { configuration: configure(knownSettings(withLineEnds(stored, symbols))), symbols, iteration };
}

/** Throws a UserError for a network that does not predict the next token: it is not a language model. */
function checkTask({ metadata: { task } }: TensorFile): void {
  if (task === undefined) return;
  if (task === 'cloze') throw cannotContinue();
  if (task === TRANSLATE)
    throw new UserError(
      'This model writes a target for a source and does not continue texts. Use it with "Translate Selection" or "elman translate".',
    );
  throw task === 'tag'
    ? new UserError(
        'This model is a tagger: it tags tokens and does not predict the next one. Use it with "elman tag", or choose another model.',
      )
    : new UserError(
        'This model is a classifier: it labels texts and does not predict the next token. Use it with "elman classify", or choose another model.',
      );
}

/** Returns a one-line description such as `lstm · 128` or `elman · tanh · 2 × 100`. */
function describe({ shape: { cell, activation, layers, hidden } }: NetworkWeights): string {
  const size = layers > 1 ? `${layers} × ${hidden}` : String(hidden);
  return [cell, ...(cells[cell].activation === 'own' ? [] : [activation]), size].join(' · ');
}

/**
 * Copies the weights of a model file into a network. Throws a UserError if the file contains another network.
 */
export function loadWeights(kernels: Kernels, network: NetworkWeights, file: TensorFile): void {
  loaderOf(file)(network, file)(kernels, network);
}

/** Throws a UserError if a model file has other symbols than these. */
export function checkSymbols(file: TensorFile, symbols: readonly string[]): void {
  if (JSON.stringify(readMetadata(file).symbols) === JSON.stringify(symbols)) return;
  throw new UserError(
    'This text has other symbols than the text that the model was trained on. Choose the text of its training.',
  );
}
