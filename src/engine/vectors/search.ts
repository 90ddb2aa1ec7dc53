import type { Neighbour } from './neighbours';
import type { WordVectors } from './wordVectors';

/**
 * Searches for the page and the hover. They find the same words as those of word2vec's tools, several times faster:
 * sums are not rounded to float32 after each operation, so cosines differ by about 1e-7.
 */

export interface SearchOptions {
  /** Maximum number of neighbours. */
  readonly count: number;
  /** Ids of words to leave out. */
  readonly except: readonly number[];
}

/** Returns the words whose vectors are nearest to a vector of length 1, nearest first. Skips vectors with NaN. */
export function nearestTo(
  { vectors, size, words }: WordVectors,
  vector: Float32Array,
  { count, except }: SearchOptions,
): Neighbour[] {
  const found: Neighbour[] = [];
  let least = -Infinity;
  for (let id = 0; id < words.length; id++) {
    const cosine = product(vectors, id * size, vector);
    if (!(cosine > least) || except.includes(id)) continue;
    let at = found.length;
    while (at > 0 && cosine > found[at - 1].cosine) at--;
    found.splice(at, 0, { id, cosine });
    if (found.length > count) found.pop();
    if (found.length === count) least = found[count - 1]?.cosine ?? Infinity;
  }
  return found;
}

/** Number of rounds of K-means. */
const ROUNDS = 10;

/**
 * Divides vectors of length 1 into clusters by K-means with cosines. At first, vector i is in cluster i mod
 * `count`. Returns the cluster of each vector. [V]
 */
export function clustersOf({ vectors, size, words }: WordVectors, count: number): Uint8Array {
  const clusters = Uint8Array.from(words, (_, i) => i % count);
  for (let round = 0; round < ROUNDS; round++) {
    const centroids = centroidsOf(vectors, size, clusters, count);
    for (let i = 0; i < clusters.length; i++) {
      let most = -Infinity;
      for (let c = 0; c < count; c++) {
        const cosine = product(vectors, i * size, centroids[c]);
        if (cosine > most) [clusters[i], most] = [c, cosine];
      }
    }
  }
  return clusters;
}

/** Returns the sums of the vectors of each cluster, scaled to length 1. An empty cluster has zeros. */
function centroidsOf(vectors: Float32Array, size: number, clusters: Uint8Array, count: number) {
  const centroids = Array.from({ length: count }, () => new Float32Array(size));
  for (let i = 0; i < clusters.length; i++) {
    const centroid = centroids[clusters[i]];
    for (let k = 0; k < size; k++) centroid[k] += vectors[i * size + k];
  }
  return centroids.map(centroid => {
    const length = Math.sqrt(product(centroid, 0, centroid)) || 1;
    return centroid.map(value => value / length);
  });
}

/** Returns the inner product of a row of a matrix, which begins at `at`, and a vector. */
function product(matrix: Float32Array, at: number, vector: Float32Array): number {
  const size = vector.length;
  const whole = size - (size % 4);
  // Four sums, because each addition waits for the one before it.
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let k = 0; k < whole; k += 4) {
    a += matrix[at + k] * vector[k];
    b += matrix[at + k + 1] * vector[k + 1];
    c += matrix[at + k + 2] * vector[k + 2];
    d += matrix[at + k + 3] * vector[k + 3];
  }
  for (let k = whole; k < size; k++) a += matrix[at + k] * vector[k];
  return a + b + (c + d);
}
