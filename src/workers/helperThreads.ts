import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { operationsOf } from '../engine/kernels/parallel/parallelExports';
import {
  type ControlBlock,
  makeControlBlock,
  runHelper,
  ThreadPool,
} from '../engine/kernels/parallel/threadPool';
import { instantiate, type StartHelpers } from '../engine/kernels/select';
import type { Port } from '../protocol/channel';

/** The startup parameters of a helper thread. */
export interface HelperData {
  readonly role: 'helper';
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly control: ControlBlock;
  /** Whether V8 compiles the kernels for 256-bit vectors. See `instantiate`. */
  readonly wide: boolean;
  readonly part: number;
  /** Address of the helper's scratch memory, which no other thread uses. */
  readonly scratch: number;
}

/**
 * Returns a function that starts `threads` - 1 helper threads from `program`, the bundle that calls
 * `serveHelper`. The helpers exit together with the thread that started them.
 */
export function startHelpers(program: string, threads: number, wide: boolean): StartHelpers {
  return async (module, memory, arena, wasm) => {
    const control = makeControlBlock(threads);
    const helpers = Array.from({ length: threads - 1 }, (_, i) => {
      const scratch = arena.reserve(wasm.scratchSize());
      const workerData: HelperData = { role: 'helper', module, memory, control, wide, part: i + 1, scratch };
      return new Worker(program, { workerData, name: `elman helper ${i + 1}` });
    });
    // Waits until all helpers are ready. Rejects if a helper fails to start.
    await Promise.all(helpers.map(helper => once(helper, 'message')));
    for (const helper of helpers) helper.unref();
    return new ThreadPool(control, threads);
  };
}

/** Reports that the helper is ready, then computes the helper's share of every operation. */
export function serveHelper(port: Port, { module, memory, control, wide, part, scratch }: HelperData): never {
  const wasm = instantiate(module, memory, wide);
  wasm.useScratch(scratch);
  port.post('up');
  return runHelper(control, part, operationsOf(wasm));
}
