import type { KernelBuild } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import type { Kernels } from './kernels';
import { parallelExports } from './parallel/parallelExports';
import type { ThreadPool } from './parallel/threadPool';
import { referenceKernels } from './reference';
import type { WasmExports } from './simd/exports';
import { simdKernels } from './simd/simdKernels';
import { MAX_PAGES, WasmArena } from './simd/wasmArena';

/** Reads a compiled module, such as `kernels-simd.wasm`. Returns undefined if there is no such file. */
export type LoadModule = (file: string) => Promise<Uint8Array<ArrayBuffer> | undefined>;

/**
 * Starts helper threads that run parts of a module's operations on a shared memory. Each thread gets its own
 * scratch memory from the arena. Resolves when all helpers are running. The caller must await this before it
 * runs an operation. An operation blocks the calling thread until the helpers have done their parts, and a
 * blocked thread cannot complete the start of a helper. Without the await, both threads would wait forever.
 */
export type StartHelpers = (
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  arena: WasmArena,
  wasm: WasmExports,
) => Promise<ThreadPool>;

/** Thrown if this machine cannot run the kernel build that was requested by name. */
export class BuildUnavailable extends UserError {
  constructor(build: KernelBuild) {
    super(
      'The kernel build {0} does not run on this machine. Set {1} to auto.',
      [build, { setting: 'kernels.build' }],
      'kernels.build',
    );
  }
}

/**
 * Creates kernels with their own memory. `auto` selects the fastest build that this machine can run: `fma` if
 * multiply-add is one instruction with one rounding, else `simd`, else the reference build. With
 * `startThreads`, large operations are split among threads. `wide`: whether the JavaScript engine joins two
 * adjacent 128-bit vectors into one 256-bit vector. If so, larger tiles are used; the results are
 * bit-identical.
 *
 * Throws BuildUnavailable if the requested build does not run on this machine.
 */
export async function chooseKernels(
  wanted: 'auto' | KernelBuild,
  load: LoadModule,
  startThreads?: StartHelpers,
  wide = false,
): Promise<Kernels> {
  if (wanted === 'reference') return referenceKernels();
  const builds = wanted === 'auto' ? (['fma', 'simd'] as const) : [wanted];
  for (const build of builds) {
    const kernels = await tryBuild(build, load, startThreads, wide);
    if (kernels) return kernels;
  }
  if (wanted === 'auto') return referenceKernels();
  throw new BuildUnavailable(wanted);
}

async function tryBuild(
  build: 'simd' | 'fma',
  load: LoadModule,
  startThreads: StartHelpers | undefined,
  wide: boolean,
): Promise<Kernels | undefined> {
  const bytes = await load(`kernels-${build}${startThreads ? '-shared' : ''}.wasm`);
  if (!bytes || !WebAssembly.validate(bytes)) return undefined;
  const module = new WebAssembly.Module(bytes);
  const memory = new WebAssembly.Memory({
    initial: 16,
    maximum: MAX_PAGES,
    shared: startThreads !== undefined,
  });
  const wasm = instantiate(module, memory, wide);
  if (build === 'fma' && wasm.fuses() === 0) return undefined;
  const arena = new WasmArena(memory, wasm.heapBase());
  const functions = startThreads
    ? parallelExports(wasm, await startThreads(module, memory, arena, wasm))
    : wasm;
  return simdKernels(build, functions, arena);
}

/** Instantiates the module on the given memory and returns its functions. */
export function instantiate(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  wide: boolean,
): WasmExports {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const wasm = exports as unknown as WasmExports; // the exports of our own module are known
  wasm.useWideTiles(Number(wide));
  return wasm;
}
