/**
 * Formats a number like C's `%.<digits>f`, with at least 1 digit after the point: rounds ties to even and
 * writes the sign of -0.
 */
export function formatFixed(value: number, digits: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  const magnitude = Math.abs(value);
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (magnitude >= 1e21) return `${sign}${BigInt(magnitude)}.${'0'.repeat(digits)}`;
  return sign + (isTie(magnitude, digits) ? toEven(magnitude, digits) : magnitude.toFixed(digits));
}

/**
 * Returns whether the number is exactly half-way between two decimals with this number of digits. Such a
 * number is an odd multiple of 2^-(digits + 1) whose last decimal digit is 5.
 */
function isTie(magnitude: number, digits: number): boolean {
  return (magnitude * 2 ** (digits + 1)) % 2 === 1;
}

/**
 * Formats a number that is half-way between two decimals as the one with the even last digit. toFixed would
 * round it up.
 */
function toEven(magnitude: number, digits: number): string {
  const lower = magnitude.toFixed(digits + 1).slice(0, -1);
  return Number(lower.at(-1)) % 2 === 0 ? lower : magnitude.toFixed(digits);
}
