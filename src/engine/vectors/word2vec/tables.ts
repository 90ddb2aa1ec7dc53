import { exp, log } from '../../core/math';

const single = Math.fround;
/** The limits ±6 of the arguments in the table of the logistic function, and its number of entries. */
const [LIMIT, STEPS] = [6, 1000];

/**
 * Returns word2vec's table of the logistic function, [1000], rounded after every operation as in word2vec.
 */
export function logisticTable(): Float32Array {
  return Float32Array.from({ length: STEPS }, (_, i) => {
    const e = single(exp(single(single(single(single(i / STEPS) * 2) - 1) * LIMIT)));
    return single(e / single(e + 1));
  });
}

/** Returns -ln of the logistic function at the same arguments as `logisticTable`. [1000] */
export function lossTable(): Float32Array {
  return logisticTable().map(probability => -log(probability));
}

/**
 * Returns the probability of keeping an occurrence of each word, [V]. Occurrences of frequent words are left
 * out at random. Rounded as in word2vec. A value above 1 means that all occurrences are kept.
 */
export function keepProbabilities(counts: Float64Array, total: number, sample: number): Float32Array {
  const threshold = single(single(sample) * single(total));
  return Float32Array.from(
    counts,
    count => ((Math.sqrt(single(single(count) / threshold)) + 1) * threshold) / count,
  );
}

/**
 * Returns the initial vectors of the words, [V, D]. They come from word2vec's random generator: x :=
 * 25214903917 x + 11 mod 2^64, starting from 1. Only the lower 16 bits of x are used. Because they do not
 * depend on the higher bits, only they are computed.
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
