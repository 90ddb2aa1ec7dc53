import { configure } from '../../../src/engine/configuration/configure';
import { shapeOf } from '../../../src/engine/configuration/network';
import { readCorpus } from '../../../src/engine/data/corpus';
import { type TextUnit, tokenizers } from '../../../src/engine/data/tokenizers';
import type { Kernels } from '../../../src/engine/kernels/kernels';
import { RecurrentModel } from '../../../src/engine/model/recurrentModel';
import { createWeights } from '../../../src/engine/nn/network';
import { noise } from './network';

/** Returns a small network with large random weights. Its vocabulary consists of the symbols of a text. */
export function randomTextModel(kernels: Kernels, unit: TextUnit, text: string, minimumCount = 1) {
  const tokenizer = tokenizers[unit]('en');
  const { vocabulary } = readCorpus({ name: 'a.txt', bytes: Buffer.from(text) }, tokenizer, minimumCount);
  const shape = shapeOf(configure({ 'model.hidden': 9 }), vocabulary.size);
  const network = createWeights(kernels.arena, shape);
  const random = noise(3);
  for (const { value } of network.parameters) {
    const values = kernels.arena.values(value);
    for (let i = 0; i < values.length; i++) values[i] = random();
  }
  return { tokenizer, vocabulary, network, model: new RecurrentModel(kernels, network, vocabulary) };
}
