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

/**
 * Returns the reason why no single command reproduces a run bit for bit: it was trained with several kernel
 * builds. Undefined if it was trained with only one build.
 */
export function severalKernels({ name, kernels, kernelChanges = [] }: RunRecord): UserError | undefined {
  const [first, ...others] = kernelChanges;
  if (!first) return undefined;
  const builds = [`${first.from} (0–${first.iteration})`];
  for (const [i, { iteration, to }] of kernelChanges.entries())
    builds.push(`${to} (${iteration}–${others[i]?.iteration ?? ''})`);
  return new UserError(
    'One command cannot repeat "{0}" bit for bit: it was trained with several kernel builds ({1}). The command names the last, {2}; from the first iteration on, numbers differ in their last bits.',
    [name, builds.join(', '), kernels],
  );
}
