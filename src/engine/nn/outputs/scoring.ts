import type { Configuration } from '../../../settings/settings';

/**
 * The ways to compute ln P from the scores of an output that was trained to give nearly normalised
 * probabilities. `normalised` divides by the sum over the vocabulary. `selfNormalised` uses the score itself
 * as ln P.
 */
export const scorings = { normalised: true, selfNormalised: false } satisfies Record<
  Configuration['model.scoring'],
  boolean
>;

export type ScoringName = keyof typeof scorings;
