import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

const cpus = '/sys/devices/system/cpu';

/**
 * Returns the number of threads for a run, which is at most the number of streams, `batch`. `wanted` is the
 * number that the user chose, or 0. For 0, all cores are divided equally among the runs. No core is left to the
 * editor, because trainings have a lower priority. `training` is the number of other runs that train.
 */
export function threadsFor(wanted: number, batch: number, training: number, cores = physicalCores()): number {
  const share = Math.floor(cores / (training + 1));
  return Math.min(wanted || Math.max(1, share), batch);
}

/**
 * Returns the number of physical cores that this process may use. Two hardware threads of one core share its
 * arithmetic units, so a second thread on a core does not speed up a matrix product. Linux reports which
 * threads share a core. Elsewhere, x64 is assumed to have two threads per core, and other architectures one.
 */
export function physicalCores(): number {
  const threads = availableParallelism();
  try {
    const numbered = readdirSync(cpus).filter(name => /^cpu\d+$/.test(name));
    const siblings = numbered.map(name =>
      readFileSync(`${cpus}/${name}/topology/thread_siblings_list`, 'utf8'),
    );
    return Math.min(threads, new Set(siblings).size);
  } catch {
    return process.arch === 'x64' ? Math.ceil(threads / 2) : threads;
  }
}
