import type { ComparedKind } from './comparedKind';
import { hmmKind } from './hmmKind';
import { networkKind } from './networkKind';
import { ngramKind } from './ngramKind';

/** The kinds of models that can be compared, in the order of the result: first those without a state. */
export const comparedKinds = {
  trigram: ngramKind('trigram', 3),
  '5-gram': ngramKind('5-gram', 5),
  feedForward: networkKind('feedForward', {
    'model.cell': 'feedForward',
    'model.embedding': 30,
    'model.context': 8,
  }),
  hmm: hmmKind,
  // The recurrent weights start small and change slowly: nothing bounds the states of a linear network.
  linear: networkKind('linear', {
    'model.cell': 'elman',
    'model.activation': 'identity',
    'model.initialiser': 'gaussian',
    'training.learningRate': 0.0005,
  }),
  echoState: networkKind('echoState', { 'model.cell': 'echoState', 'model.hidden': 500 }),
  elman: networkKind('elman', { 'model.cell': 'elman', 'model.initialiser': 'orthogonal' }),
  jordan: networkKind('jordan', { 'model.cell': 'jordan' }),
  lstm: networkKind('lstm', { 'model.cell': 'lstm' }),
  gru: networkKind('gru', { 'model.cell': 'gru' }),
} as const satisfies Record<string, ComparedKind>;

export type ComparedName = keyof typeof comparedKinds;
