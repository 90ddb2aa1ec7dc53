import { configure } from '../../../src/engine/configuration/configure';
import { shapeOf } from '../../../src/engine/configuration/network';
import { Vocabulary } from '../../../src/engine/data/vocabulary';
import type { Kernels } from '../../../src/engine/kernels/kernels';
import { encodeModel, openModelFile } from '../../../src/engine/model/modelFile';
import { createWeights } from '../../../src/engine/nn/network';
import type { RunSettings } from '../../../src/protocol/run';
import { noise } from '../../engine/support/network';

export const SYMBOLS = ['\n', 'a', 'b', 'é', '日', ' ', 'c'];
const SIZES = { 'model.hidden': 6, 'model.heads': 2, 'model.positions': 5 };

/** Every cell, output and option, in combinations of few. */
export const networks: Readonly<Record<string, RunSettings>> = {
  tanh: {},
  relu: { 'model.activation': 'relu', 'model.layers': 2, 'model.embedding': 4 },
  logistic: { 'model.activation': 'logistic' },
  elu: { 'model.activation': 'elu', 'model.layers': 2 },
  leakyRelu: { 'model.activation': 'leakyRelu' },
  identity: { 'model.activation': 'identity' },
  lstm: { 'model.cell': 'lstm', 'model.layers': 2, 'model.embedding': 4 },
  gru: { 'model.cell': 'gru', 'model.layers': 2 },
  transformer: { 'model.cell': 'transformer', 'model.layers': 2 },
  rotary: { 'model.cell': 'transformer', 'model.positionEncoding': 'rotary', 'model.embedding': 6 },
  oddHeads: {
    'model.cell': 'transformer',
    'model.positionEncoding': 'rotary',
    'model.hidden': 10,
    'model.embedding': 3,
  },
  tiedTransformer: { 'model.cell': 'transformer', 'model.embedding': 6, 'model.output': 'tied' },
  tied: { 'model.cell': 'gru', 'model.embedding': 6, 'model.output': 'tied' },
  hierarchical: { 'model.cell': 'lstm', 'model.output': 'hierarchical' },
  classes: { 'model.output': 'classes', 'model.classes': 3 },
  noiseContrastive: { 'model.output': 'noiseContrastive' },
  selfNormalised: { 'model.output': 'noiseContrastive', 'model.scoring': 'selfNormalised' },
  logisticOutput: { 'model.output': 'logistic' },
  compression: { 'model.compression': 3 },
  echoState: { 'model.cell': 'echoState' },
  normalised: { 'model.normalisation': 'layer' },
  leaky: { 'model.cell': 'leaky', 'model.layers': 2, 'model.stateDecay': 0.3 },
  normalisedLeaky: { 'model.cell': 'leaky', 'model.normalisation': 'layer', 'model.stateDecay': 0.3 },
  jordan: { 'model.cell': 'jordan', 'model.stateDecay': 0.4 },
  jordan2: { 'model.cell': 'jordan', 'model.layers': 2, 'model.stateDecay': 0.4 },
  normalisedLstm: { 'model.cell': 'lstm', 'model.layers': 2, 'model.normalisation': 'layer' },
  normalisedGru: { 'model.cell': 'gru', 'model.normalisation': 'layer' },
  feedForward: { 'model.cell': 'feedForward', 'model.context': 3, 'model.embedding': 4 },
};

/** Opens a network with random weights and, if it is recurrent, a random start state. */
export function randomNetwork(kernels: Kernels, settings: RunSettings, symbols: readonly string[] = SYMBOLS) {
  const configuration = configure({ ...SIZES, ...settings });
  const vocabulary = new Vocabulary(symbols, configuration['text.unit'] !== 'character');
  const network = createWeights(kernels.arena, shapeOf(configuration, symbols.length));
  const random = noise(7);
  for (const { value } of network.parameters) {
    const values = kernels.arena.values(value);
    for (let i = 0; i < values.length; i++) values[i] = 0.6 * random();
  }
  const trained = { kernels, configuration, vocabulary, network, iteration: 1 };
  const { model } = openModelFile(kernels, encodeModel(trained));
  const length = model.hidden.reduce((sum, { value }) => sum + value.columns, 0);
  const carried = Float64Array.from({ length }, () => random() / 2);
  return openModelFile(kernels, encodeModel({ ...trained, carried }));
}
