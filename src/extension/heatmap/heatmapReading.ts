import type { AttentionReading } from '../../protocol/attentionReading';
import type { DifferenceReading } from '../../protocol/differenceReading';
import type { StatesReading } from '../../protocol/hiddenStates';
import type { TokenReading } from '../../protocol/textScore';
import type { UnitReading } from '../../protocol/unitReading';

/** Tokens with the values by which the heatmap colours them. */
export type HeatmapReading =
  | TokenReading
  | UnitReading
  | DifferenceReading
  | StatesReading
  | AttentionReading;

/**
 * Returns how many bits more the compared model is surprised by a token than the active model. NaN if one of them gives
 * it no probability.
 */
export function differenceAt(
  { logProbs, others }: Pick<DifferenceReading, 'logProbs' | 'others'>,
  i: number,
) {
  const bits = (logProbs[i] - others[i]) / Math.LN2;
  return Number.isFinite(bits) ? bits : Number.NaN;
}
