import { exp } from './math';

/** Beyond this, erf x is 1 in float64. */
const LIMIT = 6;

/**
 * Returns the error function, erf x = 2/sqrt(pi) times the integral of e^-t² from 0 to x. Sums the series
 * 2/sqrt(pi) e^-x² (x + 2 x³/3 + 4 x⁵/(3*5) + ...), whose terms all have the same sign. The error is below 1e-15.
 */
export function erf(x: number): number {
  // Also returns for NaN, for which the series has no end.
  if (!(Math.abs(x) <= LIMIT)) return Math.sign(x);
  let sum = 0;
  let term = x;
  for (let n = 3; sum + term !== sum; n += 2) {
    sum += term;
    term *= (2 * x * x) / n;
  }
  return (2 / Math.sqrt(Math.PI)) * exp(-x * x) * sum;
}
