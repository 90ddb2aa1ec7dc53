/** `%.<digits>f` as C prints it, for 1 digit or more: ties to even, the sign of zero kept. */
export function fixed(value: number, digits: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  const magnitude = Math.abs(value);
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (magnitude >= 1e21) return `${sign}${BigInt(magnitude)}.${'0'.repeat(digits)}`;
  return sign + (isTie(magnitude, digits) ? toEven(magnitude, digits) : magnitude.toFixed(digits));
}

/** Only an odd multiple of 2^-(digits + 1) lies half-way between two decimals; it ends in a 5 itself. */
function isTie(magnitude: number, digits: number): boolean {
  return (magnitude * 2 ** (digits + 1)) % 2 === 1;
}

/** toFixed takes the upper one of a tie. */
function toEven(magnitude: number, digits: number): string {
  const lower = magnitude.toFixed(digits + 1).slice(0, -1);
  return Number(lower.at(-1)) % 2 === 0 ? lower : magnitude.toFixed(digits);
}
