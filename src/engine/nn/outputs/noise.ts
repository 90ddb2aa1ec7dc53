import { log } from '../../core/math';
import { words } from '../../core/random';
import { zipfRank, zipfShares } from './zipf';

/** Numbers that one call of the generator gives. */
const DRAWN = 4;

/** Fills `ids` with symbols of noise, the same for the same seed and step: symbols of V, sorted by falling frequency. */
export function drawNoise(ids: Int32Array, V: number, seed: number, step: number): void {
  for (let i = 0; i < ids.length; i += DRAWN) {
    for (const [j, word] of words(seed, 'noise', step, i, 0).entries()) {
      if (i + j < ids.length) ids[i + j] = zipfRank(V, word / 2 ** 32);
    }
  }
}

/** ln of how often each symbol is expected among `count` of noise, [V]. */
export function logExpectations(V: number, count: number): Float64Array {
  return zipfShares(V).map(share => log(count * share));
}
