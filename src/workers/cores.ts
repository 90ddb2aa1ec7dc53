import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

const cpus = '/sys/devices/system/cpu';

/**
 * Returns the number of physical cores that this process may use. Two hardware threads of one core share its
 * arithmetic units, so a matrix product gains nothing from the second. Linux reports which threads share a
 * core. Elsewhere, x64 is assumed to have two threads per core, and other architectures one.
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
