import type { KernelBuild } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import type { Kernels } from './kernels';
import type { Crew } from './parallel/crew';
import { parallelExports } from './parallel/parallelExports';
import { referenceKernels } from './reference';
import type { Exports } from './simd/exports';
import { simdKernels } from './simd/simdKernels';
import { MAX_PAGES, WasmArena } from './simd/wasmArena';

/** Reads a compiled module (`kernels-simd.wasm`); undefined where there is none. */
export type LoadModule = (file: string) => Promise<Uint8Array<ArrayBuffer> | undefined>;

/**
 * Starts threads that help with a module's operations on a shared memory; each gets scratch from the arena. Resolves when
 * all are up: one that is coming up may need this thread, which from then on waits for it without doing anything else.
 */
export type Recruit = (
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  arena: WasmArena,
  wasm: Exports,
) => Promise<Crew>;

/**
 * Fresh kernels with a memory of their own. `auto` takes the fastest that this machine runs: `fma` where
 * multiply-add is one instruction that rounds once, else `simd`, else the reference.
 * `recruit` makes them share large operations with other threads. `wide` says that this engine makes one vector of
 * two neighbouring ones, which asks for other tiles and gives the same bits.
 * Throws a UserError for a build asked for by name that this machine cannot run.
 */
export async function chooseKernels(
  wanted: 'auto' | KernelBuild,
  load: LoadModule,
  recruit?: Recruit,
  wide = false,
): Promise<Kernels> {
  if (wanted === 'reference') return referenceKernels();
  const builds = wanted === 'auto' ? (['fma', 'simd'] as const) : [wanted];
  for (const build of builds) {
    const kernels = await tryBuild(build, load, recruit, wide);
    if (kernels) return kernels;
  }
  if (wanted === 'auto') return referenceKernels();
  throw new UserError(
    'The kernel build {0} does not run on this machine. Set elman.kernels.build to auto.',
    [wanted],
    'elman.kernels.build',
  );
}

async function tryBuild(
  build: 'simd' | 'fma',
  load: LoadModule,
  recruit: Recruit | undefined,
  wide: boolean,
): Promise<Kernels | undefined> {
  const bytes = await load(`kernels-${build}${recruit ? '-shared' : ''}.wasm`);
  if (!bytes || !WebAssembly.validate(bytes)) return undefined;
  const module = new WebAssembly.Module(bytes);
  const memory = new WebAssembly.Memory({ initial: 16, maximum: MAX_PAGES, shared: recruit !== undefined });
  const wasm = instantiate(module, memory, wide);
  if (build === 'fma' && wasm.fuses() === 0) return undefined;
  const arena = new WasmArena(memory, wasm.heapBase());
  const functions = recruit ? parallelExports(wasm, await recruit(module, memory, arena, wasm)) : wasm;
  return simdKernels(build, functions, arena);
}

/** The module's functions on a memory. */
export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory, wide: boolean): Exports {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const wasm = exports as unknown as Exports; // our own module
  wasm.useWideTiles(Number(wide));
  return wasm;
}
