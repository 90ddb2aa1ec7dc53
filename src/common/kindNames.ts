import type { ComparedName } from '../protocol/kindsComparison';

/**
 * The names of the kinds of models for users, in English. Each is also the key of its translation. The command line
 * and files use the ids.
 */
export const kindNames = {
  trigram: 'Trigram',
  '5-gram': '5-gram',
  feedForward: 'Feed-forward network',
  hmm: 'Hidden Markov model',
  kalman: 'Kalman filter',
  linear: 'Linear network',
  echoState: 'Echo state network',
  elman: 'Elman network',
  jordan: 'Jordan network',
  lstm: 'LSTM',
  gru: 'GRU',
  transformer: 'Transformer',
} as const satisfies Readonly<Record<ComparedName, string>>;
