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
import { physicalCores } from './cores';

/** What a helping thread needs to know at birth. */
export interface HelperData {
  readonly role: 'helper';
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly control: ControlBlock;
  /** See `instantiate`. */
  readonly wide: boolean;
  readonly part: number;
  /** Address of its own scratch memory. */
  readonly scratch: number;
}

/**
 * Threads for a run: those asked for, or by itself (0) its share of all cores but one, which is the editor's; never
 * more than there are streams. `training`: the runs that train already.
 */
export function threadsFor(wanted: number, batch: number, training: number, cores = physicalCores()): number {
  const share = Math.floor((cores - 1) / (training + 1));
  return Math.min(wanted || Math.max(1, share), batch);
}

/** Starts `threads` - 1 helpers from `program`, the bundle that calls `serveHelper`. They end with the thread that starts them. */
export function startHelpers(program: string, threads: number, wide: boolean): StartHelpers {
  return async (module, memory, arena, wasm) => {
    const control = makeControlBlock(threads);
    const helpers = Array.from({ length: threads - 1 }, (_, i) => {
      const scratch = arena.reserve(wasm.scratchSize());
      const workerData: HelperData = { role: 'helper', module, memory, control, wide, part: i + 1, scratch };
      return new Worker(program, { workerData, name: `elman helper ${i + 1}` });
    });
    await Promise.all(helpers.map(helper => once(helper, 'message'))); // rejects if one fails to come up
    for (const helper of helpers) helper.unref();
    return new ThreadPool(control, threads);
  };
}

/** Tells that it is up, and helps from then on. */
export function serveHelper(port: Port, { module, memory, control, wide, part, scratch }: HelperData): never {
  const wasm = instantiate(module, memory, wide);
  wasm.useScratch(scratch);
  port.post('up');
  return runHelper(control, part, operationsOf(wasm));
}
