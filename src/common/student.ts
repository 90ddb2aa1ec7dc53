/**
 * Returns the probability that |T| is at least |t| for Student's t distribution: the p-value of a two-sided
 * test. Computes the finite series of Abramowitz and Stegun, 26.7.3 and 26.7.4. NaN for fewer than one degree
 * of freedom.
 */
export function tailProbability(t: number, degrees: number): number {
  if (!(degrees >= 1) || Number.isNaN(t)) return Number.NaN;
  const angle = Math.atan(Math.abs(t) / Math.sqrt(degrees));
  const [sine, square] = [Math.sin(angle), Math.cos(angle) ** 2];
  const isOdd = degrees % 2 === 1;
  let term = isOdd ? Math.cos(angle) : 1;
  let sum = degrees === 1 ? 0 : term;
  for (let k = isOdd ? 3 : 2; k < degrees; k += 2) {
    term *= ((k - 1) / k) * square;
    sum += term;
  }
  const inside = isOdd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum;
  return Math.max(0, 1 - inside);
}

/** The probability outside a 95 % interval. */
const OUTSIDE = 0.05;
/** Number of bisection steps, after which the interval is as small as the rounding error. */
const HALVINGS = 60;

/**
 * Returns the 97.5 % quantile of Student's t distribution: half the width of a 95 % interval, in standard
 * errors. NaN for fewer than one degree of freedom.
 */
export function student(degrees: number): number {
  if (!(degrees >= 1)) return Number.NaN;
  // Bounds of the quantile: it is 1.96 for infinitely many degrees of freedom and 12.7 for one.
  let [low, high] = [1.9, 13];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (tailProbability(middle, degrees) > OUTSIDE) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
