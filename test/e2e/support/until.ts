import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { screens } from './screen';

/** Minimum and maximum milliseconds between two calls of `probe`. */
const PAUSE = { shortest: 100, longest: 1000 };
/**
 * The pause as a multiple of the duration of a call. A call keeps the test, the browser and the page busy, which
 * slows down what the test waits for.
 */
const SHARE = 4;
/** Milliseconds after which waiting fails. A busy machine can be slow. */
export const HANGS = 240_000;

/**
 * Calls `probe` until it returns a value. Used for changes that no event reports. If no value is returned in
 * time, fails with a description of the open windows.
 */
export async function until<T>(
  what: string,
  probe: () => Promise<T | undefined | false>,
  timeout = HANGS,
): Promise<T> {
  const end = performance.now() + timeout;
  for (;;) {
    const start = performance.now();
    const answer = await probe();
    if (answer !== undefined && answer !== false) return answer;
    const now = performance.now();
    if (now > end) throw new Error(`waited ${timeout} ms in vain for ${what}\n${await screens()}`);
    await delay(Math.min(PAUSE.longest, Math.max(PAUSE.shortest, SHARE * (now - start))));
  }
}

/**
 * Waits until `probe` returns the same value twice in succession. Used for values that the test does not know
 * in advance.
 */
export function unchanged<T>(what: string, probe: () => Promise<T>): Promise<T> {
  let last: { readonly value: T } | undefined;
  const look = async () => {
    const now = { value: await probe() };
    const isSame = isDeepStrictEqual(now, last);
    last = now;
    return isSame && now;
  };
  return until(`${what} to stay the same`, look).then(({ value }) => value);
}

/**
 * Waits until `probe` returns this value. Needed because the parts of a window change one after the other.
 */
export async function untilEqual<T>(probe: () => Promise<T>, expected: T): Promise<void> {
  let found: { readonly last: T } | undefined;
  const become = async () => {
    found = { last: await probe() };
    return isDeepStrictEqual(found.last, expected);
  };
  await until('what is expected', become).catch(error => {
    // This throws an error that shows the difference between the values.
    if (found) assert.deepEqual(found.last, expected);
    throw error;
  });
}
