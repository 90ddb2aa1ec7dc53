import type { WasmExports } from '../simd/exports';
import { gemm, gemmPacked, pack } from './productSplits';
import { byElements, byRows, byStreams, SINGLE_ELEMENT, type Split } from './split';
import type { Operation, ThreadPool } from './threadPool';

/**
 * Minimum number of elements for which an operation is split among threads. With fewer elements,
 * synchronising the threads takes longer than the work. COSTLY is for operations with exponentials, CHEAP for
 * the others.
 */
const COSTLY = 2048;
const CHEAP = 16_384;

/**
 * How each operation is split among threads. Operations that are not listed work on few elements, or must add
 * their elements in a fixed order.
 */
const splits = {
  gemm,
  pack,
  gemmPacked,
  outerProduct: byRows([1, SINGLE_ELEMENT, 0], CHEAP),
  fill: byElements(1, CHEAP),
  copy: byElements(2, CHEAP),
  multiply: byElements(3, CHEAP),
  scale: byElements(1, CHEAP),
  addScaled: byElements(2, CHEAP),
  activate: byElements(2, COSTLY),
  activateBackward: byElements(3, CHEAP),
  sgd: byElements(2, CHEAP),
  momentum: byElements(3, CHEAP),
  adagrad: byElements(3, CHEAP),
  rmsprop: byElements(3, CHEAP),
  adadelta: byElements(4, CHEAP),
  adam: byElements(4, CHEAP),
  gatherRows: byRows([1, 0, SINGLE_ELEMENT], CHEAP),
  setRows: byRows([1, 0], CHEAP),
  addRows: byRows([1, 0], CHEAP),
  softmaxLoss: byRows([1, SINGLE_ELEMENT, SINGLE_ELEMENT], COSTLY),
  softmaxLossBackward: byRows([1, SINGLE_ELEMENT], CHEAP),
  logisticLoss: byRows([1, SINGLE_ELEMENT], COSTLY),
  logisticLossBackward: byElements(1, CHEAP),
  logSoftmax: byRows([1], COSTLY),
  entropies: byRows([SINGLE_ELEMENT, 1], COSTLY),
  softmax: byRows([1], COSTLY),
  softmaxBackward: byRows([1, 1], CHEAP),
  gelu: byElements(2, COSTLY),
  geluBackward: byElements(3, COSTLY),
  layerNorm: byRows([1, 1, SINGLE_ELEMENT, 1, 0, 0], CHEAP),
  layerNormBackward: byRows([1, 1, 1, SINGLE_ELEMENT, 0], CHEAP),
  attend: byStreams(COSTLY),
  attendBackward: byStreams(COSTLY),
  lstm: byRows([1, 1, 1, 4, 1], COSTLY / 4),
  lstmBackward: byRows([4, 1, 1, 1, 4, 1, 1], COSTLY),
  gru: byRows([1, 3, 3, 1], COSTLY / 4),
  gruBackward: byRows([3, 3, 1, 1, 3, 3, 1], COSTLY),
} satisfies Partial<Record<keyof WasmExports, Split>>;

const names = Object.keys(splits) as (keyof typeof splits)[];

/**
 * Returns the functions of the operations that can be split. The index of an operation in this list
 * identifies it in all threads.
 */
export function operationsOf(wasm: WasmExports): Operation[] {
  return names.map(name => wasm[name] as Operation); // all parameters of the module are numbers
}

/**
 * Wraps the functions of a module so that large operations are split among the threads of `pool`. The results
 * are bit-identical for every number of threads.
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
