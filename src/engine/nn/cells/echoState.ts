import { layerParametersOf } from '../parameters';
import type { StepwiseKind } from './cell';
import { elman } from './elman';
import { spectralRadiusOf } from './spectralRadius';

/**
 * Standard deviations of the input weights (INPUT) and the biases (BIAS). They are small enough to keep tanh
 * away from saturation.
 */
const INPUT = 0.5;
const BIAS = 0.1;

/**
 * Echo state network, Jaeger, "The echo state approach to analysing and training recurrent neural networks"
 * (2001). The equations are those of an Elman network. The weights are random and not trained; the recurrent
 * matrix is scaled to a given spectral radius. Only the output is trained.
 */
export const echoState: StepwiseKind<'Whh'> = {
  ...elman,
  learned: false,

  initialise(layer, { arena, normals, spectralRadius }) {
    for (const parameter of layerParametersOf(layer)) {
      const values = arena.values(parameter.value);
      const draws = normals(parameter);
      const deviation = parameter.role === 'bias' ? BIAS : INPUT;
      for (let i = 0; i < values.length; i++) values[i] = deviation * draws[i];
      if (parameter.role !== 'recurrent') continue;
      const factor = spectralRadius / spectralRadiusOf(values, parameter.value.rows);
      for (let i = 0; i < values.length; i++) values[i] *= factor;
    }
  },
};
