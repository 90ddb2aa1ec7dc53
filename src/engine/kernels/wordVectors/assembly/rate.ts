import { allWords, initialRate } from './options';

/** Number of words between two changes of the rate. */
const INTERVAL: f64 = 10_000;

/** The learning rate. */
export let rate: f32 = 0;
/** Number of words of the earlier passes, and of this one as of the last change of the rate. */
let counted: f64 = 0;
/** Number of words of this pass, and as of the last change of the rate. */
export let passed: f64 = 0;
let changed: f64 = 0;

export function startRate(): void {
  rate = initialRate;
}

@inline
export function countWord(): void {
  passed++;
}

/** Changes the learning rate after every 10,000 words. It decreases to 0 at the end of the last pass. */
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
