import type { KernelBuild } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import type { Kernels } from './kernels';
import { referenceKernels } from './reference';
import type { Exports } from './simd/exports';
import { simdKernels } from './simd/simdKernels';
import { MAX_PAGES, WasmArena } from './simd/wasmArena';

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
  const memory = new WebAssembly.Memory({ initial: 16, maximum: MAX_PAGES });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  const wasm = instance.exports as unknown as Exports; // our own module
  if (build === 'fma' && wasm.fuses() === 0) return undefined;
  return simdKernels(build, wasm, new WasmArena(memory, wasm.heapBase()));
}
