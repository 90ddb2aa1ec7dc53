import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

const cpus = '/sys/devices/system/cpu';

/**
 * Cores of this machine that we may use. Two hardware threads of one core share its arithmetic, so a product gains
 * nothing from the second. Linux says who shares; elsewhere x64 is taken to have two threads a core, and others one.
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
