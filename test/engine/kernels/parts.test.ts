import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parallelExports } from '../../../src/engine/kernels/parallel/parallelExports';
import {
  type ControlBlock,
  makeControlBlock,
  type Operation,
  runHelper,
  ThreadPool,
} from '../../../src/engine/kernels/parallel/threadPool';
import { instantiate } from '../../../src/engine/kernels/select';
import type { WasmExports } from '../../../src/engine/kernels/simd/exports';
import { noise } from '../support/network';

const PARTS = 3;
/**
 * Addresses of the scratch memory and of the first array, and the bytes between two arrays, which the largest
 * array does not fill.
 */
const [SCRATCH, ARRAYS, ROOM] = [1 << 20, 1 << 21, 1 << 19];

/** A thread pool without threads. Runs the parts of an operation one after the other, the last part first. */
class Parts extends ThreadPool {
  runs = 0;

  constructor() {
    super(makeControlBlock(PARTS), PARTS);
  }

  override run(_ordinal: number, own: Operation, numbersOf: (part: number) => readonly number[]): number {
    this.runs++;
    const numbers = Array.from({ length: PARTS }, (_, part) => numbersOf(part)).reverse();
    return numbers.reduce((sum, each) => sum + (own(...each) ?? 0), 0);
  }
}

/** Returns the names of the parameters of every function of the module, from its declaration. */
function declared(): Map<string, string[]> {
  const source = readFileSync('src/engine/kernels/simd/exports.ts', 'utf8');
  const found = source.matchAll(/^ {2}(\w+)\(([^)]*)\)/gm);
  const names = (list: string) => [...list.matchAll(/(\w+):/g)].map(([, name]) => name);
  return new Map([...found].map(([, name, list]) => [name, names(list)]));
}

/** Sizes at which every operation is split: with many rows, and with few but long rows. */
const shapes = [
  { rows: 150, columns: 131, K: 200 },
  { rows: 9, columns: 2300, K: 12 },
] as const;
const scalars: Readonly<Record<string, number>> = {
  ...{ value: 0.7, factor: -0.3, scale: 0.4, f: 0, rate: 0.1, limit: 0.5, momentum: 0.9, isNesterov: 1 },
  ...{ inside: 1e-3, outside: 1e-3, decay: 0.95, epsilon: 1e-6, beta1: 0.9, beta2: 0.99, correction: 0.8 },
};

/** T steps of heads with d units, and a context of C tokens. */
const attention = { T: 4, heads: 2, d: 33, C: 3 };
/** The elements of arrays of integers, by the name of the array. */
const integers: Readonly<Record<string, (r: number) => number>> = {
  ids: r => (r * 7) % 130,
  targets: r => (r * 7) % 130,
  spans: r => 1 + ((r * 7) % attention.C),
};

const memory = new WebAssembly.Memory({ initial: 16 * 8, maximum: 65_536 });
const wasm = instantiate(new WebAssembly.Module(readFileSync('media/kernels-simd.wasm')), memory, false);

function argumentsOf(parameters: readonly string[], { rows, columns, K }: (typeof shapes)[number]): number[] {
  const sizes: Readonly<Record<string, number>> = {
    ...{ M: rows, R: rows, B: rows, N: columns, H: columns, K, length: rows * columns },
    ...{ ai: K, ak: 1, bk: columns, bj: 1, stride: columns },
    ...(parameters.includes('heads') ? { ...attention, firstStream: 0, streams: rows } : {}),
  };
  // In matrix products, which have a depth K, B is a matrix. In other operations, B is a number of rows.
  const isMatrixB = parameters.includes('K');
  return parameters.map((name, i) =>
    name === 'B' && isMatrixB ? ARRAYS + i * ROOM : (sizes[name] ?? scalars[name] ?? ARRAYS + i * ROOM),
  );
}

/**
 * Returns the memory after an operation on always the same numbers, and the number of clipped elements that
 * the operation returns.
 */
function outcome(
  module: WasmExports,
  name: string,
  parameters: readonly string[],
  numbers: readonly number[],
) {
  const random = noise(7);
  const values = new Float32Array(memory.buffer, ARRAYS);
  const block = Float32Array.from({ length: 4099 }, () => 0.01 + Math.abs(random()));
  for (let at = 0; at < values.length; at += block.length)
    values.set(block.subarray(0, values.length - at), at);
  for (const [i, parameter] of parameters.entries()) {
    const element = integers[parameter];
    if (!element) continue;
    const ids = new Int32Array(memory.buffer, numbers[i], 600);
    for (let r = 0; r < ids.length; r++) ids[r] = element(r);
  }
  // All operations take only numbers.
  const count = (module[name as keyof WasmExports] as Operation)(...numbers) ?? 0;
  return { count, bytes: Buffer.from(memory.buffer.slice(ARRAYS)) };
}

describe('an operation whose parts threads share', () => {
  const pool = new Parts();
  const parts = parallelExports(wasm, pool);
  wasm.useScratch(SCRATCH);
  const split = [...declared()].filter(
    ([name]) => parts[name as keyof WasmExports] !== wasm[name as keyof WasmExports],
  );

  it('is every large one', () => {
    assert.ok(split.length >= 30, `${split.length}`);
    assert.ok(wasm.heapBase() <= SCRATCH && SCRATCH + wasm.scratchSize() <= ARRAYS);
  });

  for (const [name, parameters] of split) {
    it(`computes the same bits in parts as in one: ${name}(${parameters.join(', ')})`, () => {
      for (const shape of shapes) {
        const numbers = argumentsOf(parameters, shape);
        const whole = outcome(wasm, name, parameters, numbers);
        const before = pool.runs;
        const inParts = outcome(parts, name, parameters, numbers);
        assert.equal(pool.runs, before + 1, 'it was split');
        assert.equal(inParts.count, whole.count);
        assert.ok(inParts.bytes.equals(whole.bytes), `${shape.rows} x ${shape.columns}`);
      }
    });
  }
});

describe('the threads of a pool', () => {
  /**
   * Runs the loop of a helper thread in this thread for one operation. Ends the loop at the next operation.
   */
  function help(control: ControlBlock, part: number, operations: readonly Operation[]): void {
    let calls = 0;
    const words = new Int32Array(control.words);
    const once = operations.map(
      (operation): Operation =>
        (...numbers) => {
          if (calls++ > 0) throw new Error('the next operation');
          // Starts a new generation, so that the loop does not wait.
          Atomics.add(words, 0, 1);
          return operation(...numbers);
        },
    );
    assert.throws(() => runHelper(control, part, once), /the next operation/);
  }

  for (const size of [1, 2, 5]) {
    it(`each run their own part of the operation once, and the results are added: ${size}`, () => {
      const control = makeControlBlock(size);
      const pool = new ThreadPool(control, size);
      const seen: number[][] = [];
      const operationsOfHelpers: Operation[] = [
        () => assert.fail('another operation'),
        (...numbers) => {
          seen.push(numbers.slice(0, 12));
          return 10 ** numbers[0];
        },
      ];
      const own: Operation = (...numbers) => {
        seen.push([...numbers]);
        for (let part = 1; part < size; part++) help(control, part, operationsOfHelpers);
        return 10 ** numbers[0];
      };
      const numbersOf = (part: number) => Array.from({ length: 12 }, (_, i) => part + 100 * i);
      for (let round = 0; round < 2; round++) {
        seen.length = 0;
        assert.equal(pool.run(1, own, numbersOf), Number('1'.repeat(size)));
        assert.deepEqual(
          seen,
          Array.from({ length: size }, (_, part) => numbersOf(part)),
        );
      }
    });
  }

  it('count from 0 which parts are done, in every operation', () => {
    const control = makeControlBlock(3);
    const [generation, done] = [0, 1];
    const words = new Int32Array(control.words);
    const pool = new ThreadPool(control, 3);
    for (let round = 1; round <= 3; round++) {
      const own = () => {
        assert.deepEqual([words[generation], words[done]], [round, 0]);
        Atomics.add(words, done, 2);
        return 0;
      };
      pool.run(0, own, () => [0]);
    }
  });

  it('add nothing for operations that return nothing', () => {
    const control = makeControlBlock(2);
    const own = () => {
      help(control, 1, [() => undefined]);
      return undefined;
    };
    assert.equal(
      new ThreadPool(control, 2).run(0, own, () => [7]),
      0,
    );
  });
});
