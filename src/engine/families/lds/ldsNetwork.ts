import { Matrix } from 'ml-matrix';
import type { RunSettings } from '../../../protocol/run';
import { gated } from '../../../settings/presetBases';
import { presets } from '../../../settings/presets';
import { configure } from '../../configuration/configure';
import { newModel } from '../../configuration/network';
import { textSettingsOf, tokenizerOf } from '../../configuration/text';
import { elementsOf } from '../../core/matrices';
import { Vocabulary } from '../../data/vocabulary';
import type { Kernels } from '../../kernels/kernels';
import type { TrainedNetwork } from '../../model/modelFile';
import type { TrainedLds } from './ldsFile';
import { stateScaling } from './stateScaling';

/** The activation functions of networks that can start from a filter: linear near 0. */
export const startedActivations = ['identity', 'tanh'] as const;
export type StartedActivation = (typeof startedActivations)[number];

/**
 * Returns an Elman network that starts as the filter and the readout of a system. With the activation `identity` it
 * predicts the same; with `tanh`, about the same. Its hidden units are the estimates x̂ with the covariance 1 over `ids`.
 */
export function ldsNetwork(
  kernels: Kernels,
  { filter, readout, symbols, configuration }: TrainedLds,
  ids: Int32Array,
  activation: StartedActivation,
): TrainedNetwork {
  const { states: N, symbols: V } = filter;
  const ofNetwork = configure({
    ...trainingSettings(activation),
    ...textSettingsOf(configuration),
    'model.hidden': N,
  });
  const network = newModel(kernels.arena, ofNetwork, symbols);
  const { toUnit, fromUnit } = stateScaling(filter, ids);
  const recurrent = toUnit.mmul(Matrix.from1DArray(N, N, filter.recurrent)).mmul(fromUnit);
  const weights: Readonly<Record<string, Float64Array>> = {
    Wxh: elementsOf(Matrix.from1DArray(V, N, filter.inputs).mmul(toUnit)),
    Whh: elementsOf(recurrent.transpose()),
    Why: elementsOf(fromUnit.mmul(Matrix.from1DArray(V, N, readout.weights).transpose())),
    by: readout.bias,
  };
  for (const { name, value } of network.parameters)
    if (weights[name]) kernels.arena.values(value).set(weights[name]);
  const vocabulary = new Vocabulary(symbols, tokenizerOf(configuration).openVocabulary);
  return { kernels, configuration: ofNetwork, vocabulary, network, iteration: 0 };
}

/** Returns the settings with which the network is usually trained. */
function trainingSettings(activation: StartedActivation): RunSettings {
  if (activation === 'tanh') return { ...gated, 'model.cell': 'elman' };
  return presets.find(({ name }) => name === 'Linear network')?.settings ?? {};
}
