import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { FastSettings } from '../engine/kernels/fastVectors/fastExports';
import { instantiateFast, operationsOf } from '../engine/kernels/fastVectors/fastModule';
import {
  type ControlBlock,
  makeControlBlock,
  runHelper,
  ThreadPool,
} from '../engine/kernels/parallel/threadPool';
import type { StartVectorThreads } from '../engine/vectors/fast/shardRounds';
import type { Port } from '../protocol/channel';

/** The startup parameters of a thread that helps to train word vectors. */
export interface VectorHelperData {
  readonly role: 'vectorHelper';
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly settings: FastSettings;
  readonly control: ControlBlock;
  readonly part: number;
}

/**
 * Returns a function that starts `threads` - 1 threads from `program`, the bundle that calls
 * `serveVectorHelper`. They exit when the training ends, or together with the thread that started them.
 */
export function startVectorHelpers(program: string, threads: number): StartVectorThreads {
  return async (module, memory, settings) => {
    const control = makeControlBlock(threads);
    const helpers = Array.from({ length: threads - 1 }, (_, i) => {
      const workerData: VectorHelperData = {
        role: 'vectorHelper',
        module,
        memory,
        settings,
        control,
        part: i + 1,
      };
      return new Worker(program, { workerData, name: `elman vectors ${i + 1}` });
    });
    // Waits until all helpers are ready. Rejects if a helper fails to start.
    await Promise.all(helpers.map(helper => once(helper, 'message')));
    for (const helper of helpers) helper.unref();
    const end = () => {
      for (const helper of helpers) void helper.terminate();
    };
    return { pool: new ThreadPool(control, threads), end };
  };
}

/** Reports that the helper is ready, then computes the helper's share of every operation. */
export function serveVectorHelper(
  port: Port,
  { module, memory, settings, control, part }: VectorHelperData,
): never {
  const wasm = instantiateFast(module, memory, settings);
  port.post('up');
  return runHelper(control, part, operationsOf(wasm));
}
