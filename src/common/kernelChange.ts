import type { KernelBuild, KernelChange, RunRecord } from '../protocol/run';
import { UserError } from '../protocol/userError';
import { fullName } from './runNames';

/**
 * Returns a notice that a run was resumed with another kernel build than `before`. Undefined if the build is
 * the same.
 */
export function kernelsChanged(before: KernelBuild, record: RunRecord): UserError | undefined {
  const change: KernelChange | undefined = record.kernelChanges?.at(-1);
  if (before === record.kernels || !change) return undefined;
  return new UserError(
    'The run "{0}" was trained with the kernel build {1}, which does not run on this machine. It continues with {2}: from iteration {3} on, its numbers differ in their last bits from those of {1}.',
    [fullName(record), before, change.to, change.iteration],
  );
}
