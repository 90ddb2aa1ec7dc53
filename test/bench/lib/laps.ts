import { createInterface } from 'node:readline';
import { hasWideVectors } from '../../../src/workers/wideVectors';
import type { Lap } from './side';

/**
 * Answers requests for laps: reads a number of updates from the standard input, calls `update` that number of
 * times, and prints the time and the mean loss.
 */
export async function serveLaps(build: string, update: () => number | Promise<number>): Promise<void> {
  const vectors = hasWideVectors() ? 256 : 128;
  console.log(
    JSON.stringify({ name: `Node ${process.versions.node}, kernels ${build}, vectors of ${vectors} bits` }),
  );
  for await (const line of createInterface(process.stdin)) {
    const updates = Number(line);
    let loss = 0;
    const start = performance.now();
    for (let i = 0; i < updates; i++) loss += await update();
    const lap: Lap = { seconds: (performance.now() - start) / 1000, loss: loss / updates };
    console.log(JSON.stringify(lap));
  }
}
