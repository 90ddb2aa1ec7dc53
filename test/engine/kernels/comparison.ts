import assert from 'node:assert/strict';
import type { Arena, Ids, Tensor } from '../../../src/engine/core/tensor';
import type { Kernels } from '../../../src/engine/kernels/kernels';
import { noise } from '../support/network';

/** Runs two sets of kernels on the same numbers and compares their results. */
export class Comparison {
  private readonly random: () => number;
  private readonly guard: number;
  private readonly edges: { readonly name: string; readonly arena: Arena; readonly edge: Tensor }[] = [];
  private readonly tensors: { readonly name: string; readonly pair: readonly [Tensor, Tensor] }[] = [];

  constructor(
    private readonly oracle: Kernels,
    private readonly tested: Kernels,
    seed: number,
  ) {
    this.random = noise(seed);
    // Guards are values that kernels must not read. A huge guard shows in counts and maxima, and a NaN shows
    // in products with a masked zero.
    this.guard = seed % 2 === 0 ? 1e30 : Number.NaN;
  }

  /** Returns a pair of equal tensors, one per side, of random float32 numbers in (-size, size). */
  tensor(name: string, rows: number, columns: number, size = 1): [Tensor, Tensor] {
    const values = Float32Array.from({ length: rows * columns }, () => size * this.random());
    return this.tensorOf(name, rows, columns, values);
  }

  constant(name: string, rows: number, columns: number, value: number): [Tensor, Tensor] {
    return this.tensorOf(name, rows, columns, new Float32Array(rows * columns).fill(value));
  }

  tensorOf(name: string, rows: number, columns: number, values: ArrayLike<number>): [Tensor, Tensor] {
    const pair: [Tensor, Tensor] = [
      this.guarded(name, this.oracle, rows, columns),
      this.guarded(name, this.tested, rows, columns),
    ];
    this.oracle.arena.values(pair[0]).set(values);
    this.tested.arena.values(pair[1]).set(values);
    this.tensors.push({ name, pair });
    return pair;
  }

  /**
   * Returns the middle rows of a larger tensor. They start at an unaligned address, between guard rows that a
   * kernel must neither read nor change.
   */
  private guarded(name: string, { arena }: Kernels, rows: number, columns: number): Tensor {
    const whole = arena.tensor(rows + 2, columns);
    for (const at of [0, rows + 1]) {
      const edge = arena.slice(whole, at, 1);
      arena.values(edge).fill(this.guard);
      this.edges.push({ name, arena, edge });
    }
    return arena.slice(whole, 1, rows);
  }

  ids(length: number, below: number): [Ids, Ids] {
    const values = Array.from({ length }, () => Math.floor(((this.random() + 1) / 2) * below));
    const pair: [Ids, Ids] = [this.oracle.arena.ids(length), this.tested.arena.ids(length)];
    this.oracle.arena.idValues(pair[0]).set(values);
    this.tested.arena.idValues(pair[1]).set(values);
    return pair;
  }

  /**
   * Runs a kernel on both sides and returns both results. `run(kernels, side)` selects its tensors by
   * `[side]`.
   */
  run<R>(run: (kernels: Kernels, side: 0 | 1) => R): [R, R] {
    return [run(this.oracle, 0), run(this.tested, 1)];
  }

  /**
   * Copies the reference's numbers to the other side. Then only the error of the following kernel counts: that
   * of logSoftmax, for example, which sums in float32, grows with the number of columns.
   */
  makeEqual([expected, found]: readonly [Tensor, Tensor]): void {
    this.tested.arena.values(found).set(this.oracle.arena.values(expected));
  }

  /** Runs a kernel that returns a count, and asserts that the counts of both sides are equal. */
  count(run: (kernels: Kernels, side: 0 | 1) => number): void {
    const [expected, found] = this.run(run);
    assert.equal(found, expected);
  }

  /**
   * Asserts that every element of every tensor agrees within `tolerance`, relative to its magnitude or, if
   * this is below 1, absolutely. Also asserts that guard rows are unchanged.
   */
  check(tolerance: number): void {
    for (const { name, pair } of this.tensors) {
      const expected = this.oracle.arena.values(pair[0]);
      const found = this.tested.arena.values(pair[1]);
      for (let i = 0; i < expected.length; i++)
        if (!isClose(found[i], expected[i], tolerance))
          assert.fail(`${name}[${i}]: ${found[i]} instead of ${expected[i]}`);
    }
    for (const { name, arena, edge } of this.edges) {
      const untouched = arena.bytesPerElement === 4 ? Math.fround(this.guard) : this.guard;
      for (const value of arena.values(edge))
        assert.ok(Object.is(value, untouched), `beside ${name}: ${value}`);
    }
  }
}

export function assertClose(found: number, expected: number, tolerance: number, where: string): void {
  assert.ok(isClose(found, expected, tolerance), `${where}: ${found} instead of ${expected}`);
}

/** Returns whether two numbers agree within a relative error. For numbers below 1, the error is absolute. */
function isClose(found: number, expected: number, tolerance: number): boolean {
  if (Object.is(found, expected) || (Number.isNaN(found) && Number.isNaN(expected))) return true;
  return Math.abs(found - expected) / Math.max(1, Math.abs(expected)) <= tolerance;
}
