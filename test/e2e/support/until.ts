import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

const interval = 50;
/** Milliseconds after which something counts as hanging; a busy machine takes its time. */
export const HANGS = 240_000;

/** Probes until there is an answer: for what the page has no event for. */
export async function until<T>(
  what: string,
  probe: () => Promise<T | undefined | false>,
  timeout = HANGS,
): Promise<T> {
  const end = performance.now() + timeout;
  for (;;) {
    const answer = await probe();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > end) throw new Error(`waited ${timeout} ms in vain for ${what}`);
    await delay(interval);
  }
}

/** When what is probed has become this: the parts of a window hear of a change one after the other. */
export async function untilEqual<T>(probe: () => Promise<T>, expected: T): Promise<void> {
  let found: { readonly last: T } | undefined;
  const become = async () => {
    found = { last: await probe() };
    return isDeepStrictEqual(found.last, expected);
  };
  await until('what is expected', become).catch(error => {
    if (found) assert.deepEqual(found.last, expected); // shows where they differ
    throw error;
  });
}
