/** Number of significant digits. The order in which numbers are added affects only digits beyond these. */
const DIGITS = 10;
const LARGEST = 10 ** (DIGITS - 1);
/** Numbers whose magnitude is below this are written with an exponent. */
const SMALLEST = 1e-4;

/**
 * Powers of ten. For each number x with SMALLEST <= x < LARGEST, x times one of these powers, rounded, is an
 * integer of `DIGITS` digits.
 */
const scales = Array.from({ length: DIGITS + 4 }, (_, places) => Number(`1e${places}`));

/**
 * Formats a finite number with ten significant digits, without trailing zeros. The result equals
 * `String(Number(value.toPrecision(10)))`, but takes a third of the time.
 */
export function tenDigits(value: number): string {
  const size = Math.abs(value);
  if (!(size >= SMALLEST && size < LARGEST)) return String(Number(value.toPrecision(DIGITS)));
  let places = DIGITS - 1;
  for (let limit = 10; size >= limit; limit *= 10) places--;
  for (let limit = 1; size < limit; limit /= 10) places++;
  const scaled = Math.round(size * scales[places]);
  const whole = Math.floor(scaled / scales[places]);
  const text = value < 0 ? `-${whole}` : String(whole);
  let fraction = scaled - whole * scales[places];
  if (fraction === 0) return text;
  for (; fraction % 10 === 0; fraction /= 10) places--;
  return `${text}.${String(fraction).padStart(places, '0')}`;
}
