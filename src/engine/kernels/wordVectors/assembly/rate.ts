import { allWords, initialRate } from './options';

/** Number of words between two updates of the learning rate. */
const INTERVAL: f64 = 10_000;

/** The current learning rate. */
export let rate: f32 = 0;
/**
 * Number of words that the current learning rate takes into account: those of earlier passes, and those of
 * this pass up to the last update of the rate.
 */
export let counted: f64 = 0;
/**
 * Number of words that were read in this pass. `changed` is this number at the last update of the learning
 * rate.
 */
export let passed: f64 = 0;
export let changed: f64 = 0;

export function startRate(): void {
  rate = initialRate;
}

@inline
export function countWord(): void {
  passed++;
}

/**
 * Updates the learning rate if more than 10,000 words have passed since the last update. The rate falls
 * linearly, to 0 at the end of the last pass, but not below 0.0001 times the initial rate.
 */
@inline
export function changeRate(): void {
  if (passed - changed > INTERVAL) changeNow();
}

function changeNow(): void {
  counted += passed - changed;
  changed = passed;
  rate = initialRate * (1 - <f32>counted / allWords);
  const least = <f64>initialRate * 0.0001;
  if (<f64>rate < least) rate = <f32>least;
}

export function endOfPass(): void {
  counted += passed - changed;
  passed = 0;
  changed = 0;
}
