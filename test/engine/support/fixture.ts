import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { decodeSafetensors } from '../../../src/engine/storage/safetensors/readSafetensors';
import type { StoredTensor } from '../../../src/engine/storage/safetensors/safetensors';

/** Returns a tensor by its name. The test fails if there is none. */
export interface Fixture {
  (tensor: string): StoredTensor;
  readonly all: ReadonlyMap<string, StoredTensor>;
}

/** A file of test/fixtures. */
export function fixture(path: string): Fixture {
  const { tensors } = decodeSafetensors(readFileSync(`test/fixtures/${path}.safetensors`));
  const find = (name: string) => {
    const found = tensors.get(name);
    assert.ok(found, `${name} is in ${path}`);
    return found;
  };
  return Object.assign(find, { all: tensors });
}

/** The largest |a - b|, over the larger of the largest |b| and 1e-300. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  assert.equal(a.length, b.length);
  let [difference, scale] = [0, 1e-300];
  for (let i = 0; i < b.length; i++) {
    difference = Math.max(difference, Number.isNaN(a[i]) ? Number.POSITIVE_INFINITY : Math.abs(a[i] - b[i]));
    scale = Math.max(scale, Math.abs(b[i]));
  }
  return difference / scale;
}
