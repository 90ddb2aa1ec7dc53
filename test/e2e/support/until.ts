import { setTimeout as delay } from 'node:timers/promises';

const interval = 50;

/** Probes until there is an answer: for what the page has no event for. */
export async function until<T>(
  what: string,
  probe: () => Promise<T | undefined | false>,
  timeout = 30_000,
): Promise<T> {
  const end = performance.now() + timeout;
  for (;;) {
    const answer = await probe();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > end) throw new Error(`waited ${timeout} ms in vain for ${what}`);
    await delay(interval);
  }
}
