import { createInterface } from 'node:readline';
import { hasWideVectors } from '../../../src/workers/vectorFlags';
import type { Lap } from './side';

/** Returns the largest memory of this process so far, in megabytes. */
export const ownMemory = () => process.resourceUsage().maxRSS / 1024;

/**
 * Answers requests for laps: reads a number of updates from the standard input, calls `update` that number of
 * times, and prints the time and the mean loss. `memory` returns the program's largest memory, in megabytes.
 */
export async function serveLaps(
  build: string,
  update: () => number | Promise<number>,
  memory?: () => number,
): Promise<void> {
  const vectors = hasWideVectors() ? 256 : 128;
  console.log(
    JSON.stringify({ name: `Node ${process.versions.node}, kernels ${build}, vectors of ${vectors} bits` }),
  );
  for await (const line of createInterface(process.stdin)) {
    const updates = Number(line);
    let loss = 0;
    const start = performance.now();
    for (let i = 0; i < updates; i++) loss += await update();
    const seconds = (performance.now() - start) / 1000;
    const lap: Lap = { seconds, loss: loss / updates, memory: memory?.() };
    console.log(JSON.stringify(lap));
  }
}
