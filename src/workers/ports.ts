import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../engine/core/clock';
import type { Kernels } from '../engine/kernels/kernels';
import { chooseKernels } from '../engine/kernels/select';
import type { NewHash } from '../engine/storage/digest';
import type { KernelBuild } from '../protocol/run';
import type { WorkerData } from '../protocol/trainer';
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

/** Loads the kernels for a worker with these startup parameters. */
export const kernelsOf = (
  { kernelFolder }: WorkerData,
  wanted: 'auto' | KernelBuild,
  threads?: number,
): Promise<Kernels> => loadKernels(kernelFolder, wanted, threads);

/** Begins a SHA-256 digest. */
export const newHash: NewHash = () => createHash('sha256');

export async function yieldToMessages(): Promise<void> {
  await setImmediate();
}

/**
 * Calls an action every `interval` milliseconds until the returned function is called or the thread has nothing else to
 * do.
 */
export function repeat(action: () => void, interval: number): () => void {
  const timer = setInterval(action, interval).unref();
  return () => clearInterval(timer);
}

export function randomSuffix(): string {
  return randomBytes(4).toString('hex');
}
