import { configure } from '../configuration/configuration';
import { shapeOf } from '../configuration/network';
import type { Tokenizer } from '../data/tokenizer';
import { tokenizers } from '../data/tokenizers';
import { Vocabulary } from '../data/vocabulary';
import type { Kernels } from '../kernels/kernels';
import { makeModel } from '../nn/network';
import type { LoadedCheckpoint } from '../store/checkpoint';
import { loadTensor } from '../store/tensors';
import { RecurrentModel } from './recurrentModel';

/** A model ready to read with, and how it cuts a text into tokens. */
export interface OpenModel {
  readonly model: RecurrentModel;
  readonly tokenizer: Tokenizer;
  readonly iteration: number;
  readonly seed: number;
}

/** Only the parameters of a checkpoint: no optimizer memory, no training windows. */
export function openModel(kernels: Kernels, checkpoint: LoadedCheckpoint): OpenModel {
  const configuration = configure(JSON.parse(checkpoint.metadata.settings));
  const tokenizer: Tokenizer = tokenizers[configuration['text.unit']];
  const vocabulary = new Vocabulary(JSON.parse(checkpoint.metadata.vocabulary), tokenizer.openVocabulary);
  const network = makeModel(kernels, shapeOf(configuration, vocabulary.size));
  const model = new RecurrentModel(kernels, network, vocabulary);
  for (const { name, value } of network.parameters) {
    loadTensor(kernels, value, checkpoint.tensors.get(name), name);
  }
  return { model, tokenizer, iteration: checkpoint.iteration, seed: configuration['training.seed'] };
}
