import type { Configuration } from '../../../settings/settings';

/**
 * How ln P is computed from an output trained to be nearly normalised. `normalised` divides by the sum over
 * the vocabulary; `selfNormalised` takes the score as it is.
 */
export const scorings = { normalised: true, selfNormalised: false } satisfies Record<
  Configuration['model.scoring'],
  boolean
>;

export type ScoringName = keyof typeof scorings;
