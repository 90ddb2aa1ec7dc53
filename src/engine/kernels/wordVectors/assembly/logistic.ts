import { logistic, losses } from './options';

/** For arguments beyond ±6, the logistic function counts as 0 or 1. */
export const LIMIT: f32 = 6;
/**
 * Entries of the tables of logistic values and losses per unit of the argument: 1000 / 6 / 2 = 83, because
 * word2vec divides integers.
 */
const PER_UNIT: f32 = 83;

@inline
export function logisticOf(sum: f32): f32 {
  return load<f32>(logistic + 4 * <usize>(<u32>((sum + LIMIT) * PER_UNIT)));
}

/** Returns the error of a prediction: the label, 0 or 1, minus its probability. */
@inline
export function errorOf(sum: f32, label: f32): f32 {
  return sum > LIMIT ? label - 1 : sum < -LIMIT ? label : label - logisticOf(sum);
}

/**
 * Returns -ln of the probability of the label, 0 or 1, to the precision of the table. It is NaN if the sum is
 * not finite.
 */
@inline
export function lossOf(sum: f32, label: f32): f32 {
  const argument = label == 1 ? sum : -sum;
  const entry = <u32>((max(-LIMIT, min(LIMIT, argument)) + LIMIT) * PER_UNIT);
  return load<f32>(losses + 4 * <usize>entry) + 0 * argument;
}
