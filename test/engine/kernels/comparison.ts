import assert from 'node:assert/strict';
import type { Ids, Tensor } from '../../../src/engine/core/tensor';
import type { Kernels } from '../../../src/engine/kernels/kernels';
import { noise } from '../support/network';

/** The same numbers in two sets of kernels: what one computes is held to what the other does. */
export class Comparison {
  private readonly random: () => number;
  private readonly tensors: { readonly name: string; readonly pair: readonly [Tensor, Tensor] }[] = [];

  constructor(
    private readonly oracle: Kernels,
    private readonly tested: Kernels,
    seed: number,
  ) {
    this.random = noise(seed);
    // Starts at an odd place, with numbers before it that must not change.
    this.tensor('before', 1, 3);
  }

  /** Random float32 numbers in (-size, size). */
  tensor(name: string, rows: number, columns: number, size = 1): [Tensor, Tensor] {
    const values = Float32Array.from({ length: rows * columns }, () => size * this.random());
    return this.tensorOf(name, rows, columns, values);
  }

  tensorOf(name: string, rows: number, columns: number, values: ArrayLike<number>): [Tensor, Tensor] {
    const pair: [Tensor, Tensor] = [
      this.oracle.arena.tensor(rows, columns),
      this.tested.arena.tensor(rows, columns),
    ];
    this.oracle.arena.values(pair[0]).set(values);
    this.tested.arena.values(pair[1]).set(values);
    this.tensors.push({ name, pair });
    return pair;
  }

  ids(length: number, below: number): [Ids, Ids] {
    const values = Array.from({ length }, () => Math.floor(((this.random() + 1) / 2) * below));
    const pair: [Ids, Ids] = [this.oracle.arena.ids(length), this.tested.arena.ids(length)];
    this.oracle.arena.idValues(pair[0]).set(values);
    this.tested.arena.idValues(pair[1]).set(values);
    return pair;
  }

  /** Runs a kernel on both sides; `run(kernels, side)` takes its tensors by `[side]`. Returns both results. */
  run<R>(run: (kernels: Kernels, side: 0 | 1) => R): [R, R] {
    return [run(this.oracle, 0), run(this.tested, 1)];
  }

  /** Every number of every tensor agrees to `tolerance`, relatively to the larger of 1 and itself. */
  check(tolerance: number): void {
    for (const { name, pair } of this.tensors) {
      const expected = this.oracle.arena.values(pair[0]);
      const found = this.tested.arena.values(pair[1]);
      for (let i = 0; i < expected.length; i++)
        assertClose(found[i], expected[i], tolerance, `${name}[${i}]`);
    }
  }
}

export function assertClose(found: number, expected: number, tolerance: number, where: string): void {
  if (Object.is(found, expected) || (Number.isNaN(found) && Number.isNaN(expected))) return;
  const error = Math.abs(found - expected) / Math.max(1, Math.abs(expected));
  assert.ok(error <= tolerance, `${where}: ${found} where the reference has ${expected}`);
}
