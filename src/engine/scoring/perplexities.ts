import { perplexityOf } from '../../common/perplexity';
import type { Score } from '../../protocol/textScore';

/** Figures derived from a score, as usual in the field; NaN if no token was scored. */

export const perplexity = ({ logProb, scored }: Score) => perplexityOf(-logProb / scored);

/**
 * Perplexity without sentence ends: neither their log probabilities nor their number count. `ppl1` of n-gram
 * tools.
 */
export const perplexityWithoutEnds = ({ logProbWithoutEnds, scored, sentenceEnds }: Score) =>
  perplexityOf(-logProbWithoutEnds / (scored - sentenceEnds));

/**
 * Perplexity without unknown words: neither their log probabilities nor their number count. KenLM's
 * "excluding OOVs", and SRILM's `ppl` without `-unk`.
 */
export const perplexityWithoutUnknown = ({ logProbWithoutUnknown, scored, unknown, leftOut }: Score) =>
  perplexityOf(-logProbWithoutUnknown / (scored - (unknown - leftOut)));

export const bitsPerCharacter = ({ logProb, characters }: Score) => -logProb / Math.LN2 / characters;

export const log10Probability = ({ logProb, scored }: Score) =>
  scored > 0 ? logProb / Math.LN10 : Number.NaN;

/** Bits per token. */
export const meanSurprisal = ({ logProb, scored }: Score) => -logProb / Math.LN2 / scored;
