import type { KernelBuild } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import type { Kernels } from './kernels';
import { referenceKernels } from './reference';
import { simdKernels } from './simd/simdKernels';

/** Reads a compiled module (`kernels-simd.wasm`); undefined where there is none. */
export type LoadModule = (file: string) => Promise<Uint8Array<ArrayBuffer> | undefined>;

/**
 * Fresh kernels with a memory of their own. `auto` takes the fastest that this machine runs: `fma` where
 * multiply-add is one instruction that rounds once, else `simd`, else the reference.
 * Throws a UserError for a build asked for by name that this machine cannot run.
 */
export async function chooseKernels(wanted: 'auto' | KernelBuild, load: LoadModule): Promise<Kernels> {
  if (wanted === 'reference') return referenceKernels();
  const builds = wanted === 'auto' ? (['fma', 'simd'] as const) : [wanted];
  for (const build of builds) {
    const kernels = await tryBuild(build, load);
    if (kernels) return kernels;
  }
  if (wanted === 'auto') return referenceKernels();
  throw new UserError(
    'The kernel build {0} does not run on this machine. Set elman.kernels.build to auto.',
    [wanted],
    'elman.kernels.build',
  );
}

async function tryBuild(build: 'simd' | 'fma', load: LoadModule): Promise<Kernels | undefined> {
  const bytes = await load(`kernels-${build}.wasm`);
  if (!bytes || !WebAssembly.validate(bytes)) return undefined;
  const kernels = simdKernels(build, new WebAssembly.Module(bytes));
  return build === 'fma' && !kernels.fuses ? undefined : kernels;
}
