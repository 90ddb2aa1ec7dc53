import * as v from 'valibot';
import { UserError } from '../../protocol/userError';
import { type Configuration, configure } from '../configuration/configuration';
import { shapeOf } from '../configuration/network';
import { tokenizerOf } from '../configuration/text';
import { PlanningArena } from '../core/planningArena';
import type { Tokenizer } from '../data/tokenizer';
import { Vocabulary } from '../data/vocabulary';
import type { Kernels } from '../kernels/kernels';
import { type Model, makeModel } from '../nn/network';
import { parseJson } from '../store/parseJson';
import { checkTensors, importTensors, PYTORCH } from '../store/pytorch';
import type { TensorFile } from '../store/safetensors';
import { checkFit, loadTensor } from '../store/tensors';
import { RecurrentModel } from './recurrentModel';

const settingsSchema = v.record(v.string(), v.union([v.string(), v.number(), v.boolean()]));
const vocabularySchema = v.array(v.string());

const stateSchema = v.object({ iteration: v.pipe(v.number(), v.integer(), v.minValue(0)) });

/** A model ready to read with, and how it cuts a text into tokens. */
export interface OpenModel {
  readonly model: RecurrentModel;
  readonly network: Model;
  readonly tokenizer: Tokenizer;
  readonly vocabulary: Vocabulary;
  readonly configuration: Configuration;
  /** Updates that it was trained for. */
  readonly iteration: number;
}

/**
 * The network of a checkpoint or a model file, without optimizer memory or training windows. What the file
 * says of it is held to its tensors before any memory is given. Throws a UserError for a file that is not one.
 */
export function openModel(kernels: Kernels, file: TensorFile): OpenModel {
  const { settings = '', vocabulary: names = '', state = '', layout } = file.metadata;
  const known = parseJson(settingsSchema, settings);
  const symbols = parseJson(vocabularySchema, names);
  const progress = parseJson(stateSchema, state);
  if (!known || !symbols || !progress) {
    throw new UserError(
      'This file is no model of Elman Lab: it does not describe its network and its vocabulary.',
    );
  }
  const configuration = configure(known);
  const tokenizer = tokenizerOf(configuration);
  const vocabulary = new Vocabulary(symbols, tokenizer.openVocabulary);
  const shape = shapeOf(configuration, vocabulary.size);
  const load = layout === PYTORCH ? pytorchLoader : ourLoader;
  const fill = load(makeModel(new PlanningArena(), shape), file);
  const network = makeModel(kernels.arena, shape);
  fill(kernels, network);
  const model = new RecurrentModel(kernels, network, vocabulary);
  return { model, network, tokenizer, vocabulary, configuration, iteration: progress.iteration };
}

/** Holds the tensors to the plan at once, and fills the network later. */
type Loader = (plan: Model, file: TensorFile) => (kernels: Kernels, network: Model) => void;

const ourLoader: Loader = (plan, { tensors }) => {
  for (const { name, value } of plan.parameters) checkFit(value, tensors.get(name), name);
  return (kernels, network) => {
    for (const { name, value } of network.parameters) loadTensor(kernels, value, tensors.get(name), name);
  };
};

const pytorchLoader: Loader = (plan, { tensors }) => {
  checkTensors(plan, tensors);
  return (kernels, network) => importTensors(kernels, network, tensors);
};
