import { shortestSingle } from './decimal';

/** Numbers of this size have at most nine decimal places, which fit into a 32-bit integer. */
const LEAST = 0.05;
const MOST = 512;
const [POINT, MINUS, ZERO] = [0x2e, 0x2d, 0x30];
const powers = Float64Array.from({ length: 12 }, (_, places) => Number(`1e${places}`));

/**
 * Writes `String(shortestSingle(value))` as ASCII into `bytes` at index `at`, which must have room for 32
 * characters. Returns the index after the last character. Does not create a string for logarithms of usual
 * size.
 */
export function writeSingle(value: number, bytes: Uint8Array, at: number): number {
  const single = Math.fround(value);
  const size = Math.abs(single);
  if (!(size >= LEAST && size < MOST)) return writeAscii(String(shortestSingle(value)), bytes, at);
  const places = placesOf(single, size);
  const scaled = Math.abs(Math.round(single * powers[places]));
  const whole = Math.floor(scaled / powers[places]);
  let end = at;
  if (single < 0) bytes[end++] = MINUS;
  end = writeDigits(whole, whole < 10 ? 1 : whole < 100 ? 2 : 3, bytes, end);
  if (places === 0) return end;
  bytes[end++] = POINT;
  return writeDigits(scaled - whole * powers[places], places, bytes, end);
}

/** Returns the fewest decimal places that give the same single-precision number. More places give it as well. */
function placesOf(single: number, size: number): number {
  let places = size < 0.5 ? 8 : size < 4 ? 7 : 6; // the most frequent number of places
  if (!suffices(single, places)) {
    do places++;
    while (!suffices(single, places));
    return places;
  }
  while (places > 0 && suffices(single, places - 1)) places--;
  return places;
}

function suffices(single: number, places: number): boolean {
  const scale = powers[places];
  return Math.fround(Math.round(single * scale) / scale) === single;
}

/** Writes an integer below 2^31 with a number of digits. Returns the index after the last digit. */
function writeDigits(value: number, digits: number, bytes: Uint8Array, at: number): number {
  let rest = value | 0;
  for (let i = at + digits - 1; i >= at; i--) {
    const tenth = (rest / 10) | 0;
    bytes[i] = ZERO + rest - 10 * tenth;
    rest = tenth;
  }
  return at + digits;
}

function writeAscii(text: string, bytes: Uint8Array, at: number): number {
  for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i);
  return at + text.length;
}
