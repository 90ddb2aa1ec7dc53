import { Worker } from 'node:worker_threads';
import { type Control, Crew, help, makeControl } from '../engine/kernels/parallel/crew';
import { operationsOf } from '../engine/kernels/parallel/parallelExports';
import { instantiate, type Recruit } from '../engine/kernels/select';
import { physicalCores } from './cores';

/** What a helping thread needs to know at birth. */
export interface HelperData {
  readonly role: 'helper';
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly control: Control;
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
export function recruitHelpers(program: string, threads: number, wide: boolean): Recruit {
  return (module, memory, arena, wasm) => {
    const control = makeControl(threads);
    for (let part = 1; part < threads; part++) {
      const scratch = arena.reserve(wasm.scratchSize());
      const workerData: HelperData = { role: 'helper', module, memory, control, wide, part, scratch };
      new Worker(program, { workerData, name: `elman helper ${part}` }).unref();
    }
    return new Crew(control, threads);
  };
}

export function serveHelper({ module, memory, control, wide, part, scratch }: HelperData): never {
  const wasm = instantiate(module, memory, wide);
  wasm.useScratch(scratch);
  return help(control, part, operationsOf(wasm));
}
