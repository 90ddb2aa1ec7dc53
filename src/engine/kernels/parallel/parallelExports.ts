import type { WasmExports } from '../simd/exports';
import { gemm, gemmPacked, pack } from './productSplits';
import { byElements, byRows, SINGLE_ELEMENT, type Split } from './split';
import type { Operation, ThreadPool } from './threadPool';

/**
 * Minimum number of elements worth splitting: their work takes longer than one or two barriers. COSTLY is for
 * operations with exponentials, CHEAP for the others.
 */
const COSTLY = 2048;
const CHEAP = 16_384;

/** The operations that are split among threads. All others are small, or must be summed in one order. */
const splits = {
  gemm,
  pack,
  gemmPacked,
  fill: byElements([0], 2, CHEAP),
  copy: byElements([0, 1], 2, CHEAP),
  multiply: byElements([0, 1, 2], 3, CHEAP),
  scale: byElements([0], 2, CHEAP),
  addScaled: byElements([0, 1], 3, CHEAP),
  activate: byElements([1, 2], 3, COSTLY),
  activateBackward: byElements([1, 2, 3], 4, CHEAP),
  sgd: byElements([0, 1], 4, CHEAP),
  momentum: byElements([0, 1, 2], 7, CHEAP),
  adagrad: byElements([0, 1, 2], 7, CHEAP),
  rmsprop: byElements([0, 1, 2], 7, CHEAP),
  adadelta: byElements([0, 1, 2, 3], 8, CHEAP),
  adam: byElements([0, 1, 2, 3], 10, CHEAP),
  gatherRows: byRows([1, 0, SINGLE_ELEMENT], 3, CHEAP),
  setRows: byRows([1, 0], 2, CHEAP),
  addRows: byRows([1, 0], 2, CHEAP),
  softmaxLoss: byRows([1, SINGLE_ELEMENT, SINGLE_ELEMENT], 3, COSTLY),
  softmaxLossBackward: byRows([1, SINGLE_ELEMENT, 0], 3, CHEAP),
  logisticLoss: byRows([1, SINGLE_ELEMENT], 2, COSTLY),
  logisticLossBackward: byElements([0], 2, CHEAP),
  logSoftmax: byRows([1], 1, COSTLY),
  entropies: byRows([SINGLE_ELEMENT, 1], 2, COSTLY),
  softmax: byRows([1], 1, COSTLY),
  softmaxBackward: byRows([1, 1], 2, CHEAP),
  lstm: byRows([1, 1, 1, 4, 1], 5, COSTLY / 4),
  lstmBackward: byRows([4, 1, 1, 1, 4, 1, 1], 7, COSTLY),
  gru: byRows([1, 3, 3, 1], 4, COSTLY / 4),
  gruBackward: byRows([3, 3, 1, 1, 3, 3, 1], 7, COSTLY),
} satisfies Partial<Record<keyof WasmExports, Split>>;

const names = Object.keys(splits) as (keyof typeof splits)[];

/** The split operations, in the order of their indices. */
export function operationsOf(wasm: WasmExports): Operation[] {
  return names.map(name => wasm[name] as Operation); // all parameters of the module are numbers
}

/**
 * Wraps a module's functions so that large operations are split among the threads of `pool`. The result's
 * bits do not depend on the number of threads.
 */
export function parallelExports(wasm: WasmExports, pool: ThreadPool): WasmExports {
  const operations = operationsOf(wasm);
  const shared = names.map((name, ordinal) => {
    const own = operations[ordinal];
    const split: Split = splits[name];
    const call: Operation = (...numbers) => {
      if (!split.isWorth(numbers)) return own(...numbers);
      return pool.run(ordinal, own, part => split.part(numbers, part, pool.size));
    };
    return [name, call];
  });
  return { ...wasm, ...Object.fromEntries(shared) };
}
