/** Formats a number like C's `%.<digits>f`, for 1 digit or more: ties to even, with the sign of zero. */
export function formatFixed(value: number, digits: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  const magnitude = Math.abs(value);
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (magnitude >= 1e21) return `${sign}${BigInt(magnitude)}.${'0'.repeat(digits)}`;
  return sign + (isTie(magnitude, digits) ? toEven(magnitude, digits) : magnitude.toFixed(digits));
}

/**
 * Whether the number is exactly half-way between two decimals. Such a tie is an odd multiple of 2^-(digits +
 * 1) and ends in the digit 5.
 */
function isTie(magnitude: number, digits: number): boolean {
  return (magnitude * 2 ** (digits + 1)) % 2 === 1;
}

/** Rounds a tie to the even digit. toFixed rounds it up. */
function toEven(magnitude: number, digits: number): string {
  const lower = magnitude.toFixed(digits + 1).slice(0, -1);
  return Number(lower.at(-1)) % 2 === 0 ? lower : magnitude.toFixed(digits);
}
