import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { decodeSafetensors } from '../../../src/engine/storage/safetensors/readSafetensors';
import type { StoredTensor } from '../../../src/engine/storage/safetensors/safetensors';

/** A function that returns a tensor by its name. The test fails if there is no such tensor. */
export interface Fixture {
  (tensor: string): StoredTensor;
  readonly all: ReadonlyMap<string, StoredTensor>;
}

/** Reads a safetensors file in test/fixtures. */
export function fixture(path: string): Fixture {
  const { tensors } = decodeSafetensors(readFileSync(`test/fixtures/${path}.safetensors`));
  const find = (name: string) => {
    const found = tensors.get(name);
    assert.ok(found, `${name} is in ${path}`);
    return found;
  };
  return Object.assign(find, { all: tensors });
}

/** Returns the largest |a - b|, divided by the largest |b|, or by 1e-300 if all b are 0. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  assert.equal(a.length, b.length);
  let [difference, scale] = [0, 1e-300];
  for (let i = 0; i < b.length; i++) {
    difference = Math.max(difference, Number.isNaN(a[i]) ? Number.POSITIVE_INFINITY : Math.abs(a[i] - b[i]));
    scale = Math.max(scale, Math.abs(b[i]));
  }
  return difference / scale;
}
