import type { Preset } from './preset';
import { gated, minCharRnn } from './presetBases';
import { programs, rnnlm } from './presetPrograms';

/** All presets, in the order in which users see them. */
export const presets: readonly Preset[] = [
  ...programs,
  {
    name: 'Words of any language',
    description: 'An Elman network over words, also in languages written without spaces',
    settings: {
      ...minCharRnn,
      'model.initialiser': 'xavier',
      'model.embedding': 50,
      'training.learningRate': 0.05,
      'snapshot.sampleLength': 100,
      'text.unit': 'segmented',
      'text.minimumCount': 2,
    },
  },
  rnnlm,
  {
    name: 'LSTM',
    description: 'Long short-term memory over characters, with Adam',
    settings: { ...gated, 'model.cell': 'lstm' },
  },
  {
    name: 'GRU',
    description: 'Gated recurrent units over characters, with Adam',
    settings: { ...gated, 'model.cell': 'gru' },
  },
  {
    name: 'Jordan network',
    description: 'Feeds the last output back into the hidden layer (Jordan 1986)',
    settings: { ...minCharRnn, 'model.cell': 'jordan' },
  },
  {
    name: 'Linear network',
    description: 'A steady-state Kalman filter whose gain is learned',
    details:
      'The hidden units are a linear function of the state before and the token, as in the steady-state Kalman filter of a linear dynamical system (Belanger and Kakade 2015). Differences: gradient descent learns the gain and the transitions, and the readout is a softmax',
    settings: {
      ...gated,
      'model.cell': 'elman',
      'model.activation': 'identity',
      'model.initialiser': 'gaussian',
      // Plain SGD with a small clip, because nothing bounds the states: Adam soon makes them grow without bound.
      'training.optimizer': 'sgd',
      'training.learningRate': 0.1,
      'training.gradientClip': 1,
      'training.gradientClipBy': 'global',
    },
  },
  {
    name: 'IRNN',
    description: 'Rectified linear units that start as the identity (Le et al. 2015)',
    settings: {
      ...minCharRnn,
      'model.activation': 'relu',
      'model.initialiser': 'identity',
      'model.initialDeviation': 0.001,
      // Plain SGD, because an adaptive optimizer soon makes the recurrent weights amplify the hidden state,
      // which then grows without bound.
      'training.optimizer': 'sgd',
      'training.gradientClip': 1,
      'training.gradientClipBy': 'global',
    },
  },
  {
    name: 'Echo state network',
    description: 'A fixed random reservoir; only the output is trained',
    settings: { ...minCharRnn, 'model.cell': 'echoState', 'model.hidden': 200 },
  },
  {
    name: 'Feed-forward n-gram network',
    description: 'A window of embedded words, without memory (Bengio et al. 2003)',
    settings: {
      ...minCharRnn,
      'model.cell': 'feedForward',
      'model.initialiser': 'xavier',
      'model.embedding': 30,
      'training.learningRate': 0.05,
      'text.unit': 'word',
    },
  },
];
