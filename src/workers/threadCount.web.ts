import { UserError } from '../protocol/userError';

/** Returns 1: a run in the browser has one thread. Throws a UserError if the user chose several. */
export function threadsFor(wanted: number, _batch: number, _training: number): number {
  if (wanted <= 1) return 1;
  throw new UserError(
    'In the browser, a run has one thread. Set {0} to 0, or use VS Code on the desktop.',
    [{ setting: 'kernels.threads' }],
    'kernels.threads',
  );
}

/** Returns the number of runs of an experiment that train at the same time, each in its own worker. */
export const physicalCores = (): number => Math.max(1, Math.ceil(navigator.hardwareConcurrency / 2));
