import { constants, exp } from './math';

/**
 * Replaces x by exp((x - best) / temperature), at most 1. Returns the sum of the results, added one after the
 * other. `x` has memory for an even number of numbers.
 */
export function exponentials(x: usize, best: f64, temperature: f64, length: u32): f64 {
  const k = constants;
  const most = f64x2.splat(best);
  const divisor = f64x2.splat(temperature);
  const isDivided = temperature != 1; // x / 1 is x
  let sum: f64 = 0;
  for (let i: u32 = 0; i < length; i += 2) {
    const at = x + 8 * i;
    let power = f64x2.sub(v128.load(at), most);
    if (isDivided) power = f64x2.div(power, divisor);
    const weights = exp(k, power);
    v128.store(at, weights);
    sum += f64x2.extract_lane(weights, 0);
    if (i + 1 < length) sum += f64x2.extract_lane(weights, 1);
  }
  return sum;
}

/** Returns the largest of these numbers. Ignores NaN. */
export function largest(x: usize, length: u32): f64 {
  let most = f64x2.splat(-Infinity);
  let i: u32 = 0;
  for (; i + 1 < length; i += 2) most = f64x2.pmax(most, v128.load(x + 8 * i));
  if (i < length) most = f64x2.pmax(most, f64x2.splat(load<f64>(x + 8 * i)));
  return max(f64x2.extract_lane(most, 0), f64x2.extract_lane(most, 1));
}
