import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../engine/core/clock';
import type { Kernels } from '../engine/kernels/kernels';
import { chooseKernels } from '../engine/kernels/select';
import type { NewHash } from '../engine/storage/digest';
import type { KernelBuild } from '../protocol/run';
import { startHelpers } from './helperThreads';
import { hasWideVectors } from './vectorFlags';

export const systemClock: Clock = {
  now: () => performance.now(),
  timestamp: () => new Date().toISOString(),
};

/**
 * Loads a new instance of the kernels from the compiled files in `folder`. Skips a build whose file is
 * missing. With more than one thread, starts helper threads from `program`.
 */
export function loadKernels(
  folder: string,
  wanted: 'auto' | KernelBuild,
  threads = 1,
  program = __filename,
  wide = hasWideVectors(),
): Promise<Kernels> {
  const load = (file: string) => readFile(join(folder, file)).catch(() => undefined);
  const startThreads = threads > 1 ? startHelpers(program, threads, wide) : undefined;
  return chooseKernels(wanted, load, startThreads, wide);
}

/** Begins a SHA-256 digest. */
export const newHash: NewHash = () => createHash('sha256');

export async function yieldToMessages(): Promise<void> {
  await setImmediate();
}

export function randomSuffix(): string {
  return randomBytes(4).toString('hex');
}
