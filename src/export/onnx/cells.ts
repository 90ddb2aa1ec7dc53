import type { Configuration } from '../../settings/settings';
import { feedForward } from './feedForward';
import { gru, lstm, rnn } from './operators';
import type { OnnxLayers, OnnxParts } from './parts';
import { scannedElman, scannedGru, scannedJordan, scannedLeaky, scannedLstm } from './scannedCells';
import { transformer } from './transformer';

/**
 * The layers of each cell. A cell that is added to Elman Lab needs an entry here. The operators RNN, LSTM and GRU compute a
 * layer as a whole; they have no layer normalisation.
 */
export const cells: Record<Configuration['model.cell'], (parts: OnnxParts) => OnnxLayers> = {
  elman: plainOr(rnn, scannedElman),
  echoState: rnn,
  lstm: plainOr(lstm, scannedLstm),
  gru: plainOr(gru, scannedGru),
  leaky: scannedLeaky,
  jordan: scannedJordan,
  feedForward,
  transformer,
};

function plainOr(plain: typeof rnn, normalised: typeof rnn): typeof rnn {
  return parts => (parts.network.isNormalised ? normalised : plain)(parts);
}
