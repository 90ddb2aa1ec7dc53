import { perplexityOf } from '../../common/perplexity';
import type { Score } from '../../protocol/textScore';

/**
 * The functions below compute figures from a score, with the usual definitions. They return NaN if no token
 * was scored.
 */

export const perplexity = ({ logProb, scored }: Score) => perplexityOf(-logProb / scored);

/**
 * Perplexity without sentence ends: they count neither in the log-probability nor in the number of tokens.
 * N-gram tools call it `ppl1`, but may count differently (see `srilm.ts`).
 */
export const perplexityWithoutEnds = ({ logProbWithoutEnds, scored, sentenceEnds }: Score) =>
  perplexityOf(-logProbWithoutEnds / (scored - sentenceEnds));

/**
 * Perplexity without unknown words: they count neither in the log-probability nor in the number of tokens.
 * KenLM calls it "excluding OOVs". SRILM prints it as `ppl` without the option `-unk`.
 */
export const perplexityWithoutUnknown = ({ logProbWithoutUnknown, scored, unknown, leftOut }: Score) =>
  perplexityOf(-logProbWithoutUnknown / (scored - (unknown - leftOut)));

export const bitsPerCharacter = ({ logProb, characters }: Score) => -logProb / Math.LN2 / characters;

export const log10Probability = ({ logProb, scored }: Score) =>
  scored > 0 ? logProb / Math.LN10 : Number.NaN;

/** Returns the mean surprisal in bits per token. */
export const meanSurprisal = ({ logProb, scored }: Score) => -logProb / Math.LN2 / scored;
