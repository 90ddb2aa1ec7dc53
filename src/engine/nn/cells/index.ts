import type { Configuration } from '../../../settings/settings';
import type { CellKind } from './cell';
import { echoState } from './echoState';
import { elman } from './elman';
import { feedForward } from './feedForward';
import { gru } from './gru';
import { jordan } from './jordan';
import { leaky } from './leaky';
import { lstm } from './lstm';
import { normalisedGru } from './normalisedGru';
import { normalisedLstm } from './normalisedLstm';
import { transformer } from './transformer';

/** All cells, by their name in the setting `model.cell`. */
export const cells = {
  elman,
  jordan,
  leaky,
  lstm: { ...lstm, normalised: normalisedLstm },
  gru: { ...gru, normalised: normalisedGru },
  echoState,
  feedForward,
  transformer,
} satisfies Record<Configuration['model.cell'], CellKind>;

export type CellName = keyof typeof cells;
