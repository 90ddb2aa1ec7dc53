import { log } from '../../core/math';
import { randomWords } from '../../core/random';
import { zipfRank, zipfShares } from './zipf';

/** Number of random numbers that one call of the random generator returns. */
const DRAWS = 4;

/**
 * Fills `ids` with random noise symbols out of V, drawn according to Zipf's law. The symbols of the
 * vocabulary must be sorted by descending frequency. The same seed and step give the same symbols.
 */
export function drawNoise(ids: Int32Array, V: number, seed: number, step: number): void {
  for (let i = 0; i < ids.length; i += DRAWS) {
    for (const [j, word] of randomWords(seed, 'noise', step, i, 0).entries()) {
      if (i + j < ids.length) ids[i + j] = zipfRank(V, word / 2 ** 32);
    }
  }
}

/**
 * Returns, for each symbol, ln of its expected number of occurrences among `count` noise symbols, [V]. The
 * noise is drawn by Zipf's law.
 */
export function logExpectedCounts(V: number, count: number): Float64Array {
  return zipfShares(V).map(share => log(count * share));
}
