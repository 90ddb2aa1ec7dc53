import * as v from 'valibot';
import { UserError } from '../../protocol/userError';
import { configure } from '../configuration/configuration';
import { shapeOf } from '../configuration/network';
import { PlanningArena } from '../core/planningArena';
import type { Tokenizer } from '../data/tokenizer';
import { tokenizers } from '../data/tokenizers';
import { Vocabulary } from '../data/vocabulary';
import type { Kernels } from '../kernels/kernels';
import { makeModel } from '../nn/network';
import type { NetworkShape } from '../nn/shape';
import type { LoadedCheckpoint } from '../store/checkpoint';
import { parseJson } from '../store/parseJson';
import type { TensorFile } from '../store/safetensors';
import { checkFit, loadTensor } from '../store/tensors';
import { RecurrentModel } from './recurrentModel';

const settingsSchema = v.record(v.string(), v.union([v.string(), v.number(), v.boolean()]));
const vocabularySchema = v.array(v.string());

/** A model ready to read with, and how it cuts a text into tokens. */
export interface OpenModel {
  readonly model: RecurrentModel;
  readonly tokenizer: Tokenizer;
  readonly iteration: number;
  readonly seed: number;
}

/**
 * Only the parameters of a checkpoint: no optimizer memory, no training windows. The file's claims about its
 * network are held to its tensors before memory is given to them. Throws a UserError for a file that is not one.
 */
export function openModel(kernels: Kernels, checkpoint: LoadedCheckpoint): OpenModel {
  const settings = parseJson(settingsSchema, checkpoint.metadata.settings ?? '');
  const symbols = parseJson(vocabularySchema, checkpoint.metadata.vocabulary ?? '');
  if (!settings || !symbols) {
    throw new UserError(
      'This file is no model of Elman Lab: it does not describe its network and its vocabulary.',
    );
  }
  const configuration = configure(settings);
  const tokenizer: Tokenizer = tokenizers[configuration['text.unit']];
  const vocabulary = new Vocabulary(symbols, tokenizer.openVocabulary);
  const shape = shapeOf(configuration, vocabulary.size);
  checkParameters(shape, checkpoint);
  const network = makeModel(kernels.arena, shape);
  const model = new RecurrentModel(kernels, network, vocabulary);
  for (const { name, value } of network.parameters) {
    loadTensor(kernels, value, checkpoint.tensors.get(name), name);
  }
  return { model, tokenizer, iteration: checkpoint.iteration, seed: configuration['training.seed'] };
}

function checkParameters(shape: NetworkShape, { tensors }: TensorFile): void {
  const plan = makeModel(new PlanningArena(), shape);
  for (const { name, value } of plan.parameters) checkFit(value, tensors.get(name), name);
}
