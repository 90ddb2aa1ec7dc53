import { exp } from '../../core/math';

const single = Math.fround;
/** The logistic function is tabulated from -6 to 6, in 1000 steps. */
const [LIMIT, STEPS] = [6, 1000];

/** word2vec's table of the logistic function, rounded as there after every operation. [1000] */
export function logisticTable(): Float32Array {
  return Float32Array.from({ length: STEPS }, (_, i) => {
    const e = single(exp(single(single(single(single(i / STEPS) * 2) - 1) * LIMIT)));
    return single(e / single(e + 1));
  });
}

/**
 * The probability to keep each word when frequent words are left out at random, rounded as in word2vec. A
 * value above 1 keeps all. [V]
 */
export function keepProbabilities(counts: Float64Array, total: number, sample: number): Float32Array {
  const threshold = single(single(sample) * single(total));
  return Float32Array.from(
    counts,
    count => ((Math.sqrt(single(single(count) / threshold)) + 1) * threshold) / count,
  );
}

/**
 * The vectors of words before the training, from word2vec's generator: x := 25214903917 x + 11 mod 2^64, from 1.
 * Only the lower 16 bits of x are used, and they depend only on themselves.
 */
export function initialVectors(words: number, dimension: number): Float32Array {
  const vectors = new Float32Array(words * dimension);
  let x = 1;
  for (let i = 0; i < vectors.length; i++) {
    x = (x * (25214903917 % 0x10000) + 11) % 0x10000;
    vectors[i] = (x / 0x10000 - 0.5) / dimension;
  }
  return vectors;
}
