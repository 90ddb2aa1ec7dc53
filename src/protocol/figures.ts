import type { Score } from './reader';

/** The field's figures from a score; NaN where nothing was scored. */

export const perplexity = ({ logProb, scored }: Score) => Math.exp(-logProb / scored);

/** Sentence ends left out, in the sum and in the count: the `ppl1` of n-gram tools. */
export const perplexityWithoutEnds = ({ logProbWithoutEnds, scored, sentenceEnds }: Score) =>
  Math.exp(-logProbWithoutEnds / (scored - sentenceEnds));

/** Unknown words left out, in the sum and in the count: what KenLM calls "excluding OOVs", and SRILM's `ppl` without `-unk`. */
export const perplexityWithoutUnknown = ({ logProbWithoutUnknown, scored, unknown, leftOut }: Score) =>
  Math.exp(-logProbWithoutUnknown / (scored - (unknown - leftOut)));

export const bitsPerCharacter = ({ logProb, characters }: Score) => -logProb / Math.LN2 / characters;

export const log10Probability = ({ logProb, scored }: Score) =>
  scored > 0 ? logProb / Math.LN10 : Number.NaN;

/** Bits a token. */
export const meanSurprisal = ({ logProb, scored }: Score) => -logProb / Math.LN2 / scored;
