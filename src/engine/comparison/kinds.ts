import type { ComparedName } from '../../protocol/kindsComparison';
import type { ComparedKind } from './comparedKind';
import { hmmKind } from './hmmKind';
import { kalmanKind } from './kalmanKind';
import { networkKind } from './networkKind';
import { ngramKind } from './ngramKind';

/** Number of heads of the transformer, of which its number of hidden units is a multiple. */
const HEADS = 2;

/** How each kind is trained. */
export const comparedKinds = {
  trigram: ngramKind('trigram', 3),
  '5-gram': ngramKind('5-gram', 5),
  feedForward: networkKind('feedForward', {
    'model.cell': 'feedForward',
    'model.embedding': 30,
    'model.context': 8,
  }),
  hmm: hmmKind,
  kalman: kalmanKind,
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
  // Its windows are as long as its context; a window of the other networks has half the tokens in twice the streams.
  transformer: networkKind(
    'transformer',
    {
      'model.cell': 'transformer',
      'model.layers': 2,
      'model.heads': HEADS,
      'model.positions': 64,
      'model.initialiser': 'gaussian',
      'model.initialDeviation': 0.05,
      'training.batch': 2,
      'training.sequenceLength': 64,
    },
    HEADS,
  ),
} as const satisfies Record<ComparedName, ComparedKind>;
