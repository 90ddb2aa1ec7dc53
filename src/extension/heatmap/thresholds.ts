import { surprisalOf } from '../../common/perplexity';
import type { TokenReading } from '../../protocol/textScore';
import { type SurpriseMode, thresholdsOf } from './scale';

/**
 * Computes thresholds that suit the model's tokens and the text. `documentScales.ts` decides which thresholds
 * are used.
 */

/** For each threshold, the share of a text's tokens that are less surprising than the threshold. */
export const QUANTILES = [0.5, 0.75, 0.9, 0.97] as const;
/** Minimum number of tokens for meaningful quantiles. */
const FEWEST = 50;
/**
 * Thresholds of surprisal in bits, as fractions of log2 V. V is the number of symbols, and log2 V the
 * surprisal if all symbols are equally likely.
 */
const FRACTIONS = [1 / 6, 1 / 2, 1, 5 / 3];
/** Thresholds of ranks, as exponents of the number of symbols V: the threshold is V to this power. */
const POWERS = [0, 1 / 4, 1 / 2, 3 / 4];

/**
 * Limits of the first threshold by mode. With these limits, a token with a probability above one half is
 * never coloured.
 */
const least: Record<SurpriseMode, number> = { bits: 1, rank: 1, probability: 0.5 };

/**
 * Returns thresholds at the quantiles (`QUANTILES`) of the tokens that were read. Undefined if there are too
 * few tokens.
 */
export function quantileThresholds(
  mode: SurpriseMode,
  readings: readonly TokenReading[],
): readonly number[] | undefined {
  const values = readings
    .flatMap(({ logProbs, ranks }) =>
      Array.from(logProbs, (logProb, i) => surpriseOf(mode, logProb, ranks?.[i] ?? 0)),
    )
    .filter(value => !Number.isNaN(value))
    .sort((a, b) => (mode === 'probability' ? b - a : a - b));
  if (values.length < FEWEST) return undefined;
  return rounded(
    mode,
    QUANTILES.map(share => values[Math.floor(share * values.length)]),
  );
}

/** Returns thresholds that depend only on the number of symbols, not on what the model has learned. */
export function vocabularyThresholds(mode: SurpriseMode, vocabulary: number): readonly number[] {
  const symbols = Math.max(2, vocabulary);
  const bits = FRACTIONS.map(fraction => fraction * Math.log2(symbols));
  if (mode === 'bits') return rounded(mode, bits);
  if (mode === 'probability')
    return rounded(
      mode,
      bits.map(each => 2 ** -each),
    );
  return rounded(
    mode,
    POWERS.map(power => symbols ** power),
  );
}

function surpriseOf(mode: SurpriseMode, logProb: number, rank: number): number {
  if (!Number.isFinite(logProb)) return Number.NaN;
  if (mode === 'bits') return surprisalOf(logProb);
  if (mode === 'probability') return Math.exp(logProb);
  return rank > 0 ? rank : Number.NaN;
}

/**
 * Rounds thresholds to the values that the legend shows: two significant digits, and whole numbers for ranks.
 */
function rounded(mode: SurpriseMode, thresholds: readonly number[]): readonly number[] {
  const bounded = thresholds.map(value => {
    const round = mode === 'rank' ? Math.round(value) : Number(value.toPrecision(2));
    return mode === 'probability' ? Math.min(round, least[mode]) : Math.max(round, least[mode]);
  });
  return thresholdsOf(mode, bounded);
}
