import type { WordVectors } from '../wordVectors';

const single = Math.fround;
const ROUNDS = 10;
/** Lower than every cosine. */
const NONE = -10;

/**
 * Divides words into classes by K-means, as word2vec's `-classes` does. There are ten rounds. At first, word
 * i is in class i mod `count`. A centroid is the sum of the vectors in its class, divided by their number
 * plus 1, and then scaled to length 1. Returns the class of each word. [V]
 */
export function classesOf(words: WordVectors, count: number): Int32Array {
  const V = words.words.length;
  const classes = Int32Array.from({ length: V }, (_, word) => word % count);
  for (let round = 0; round < ROUNDS; round++) {
    const centroids = centroidsOf(words, classes, count);
    for (let word = 0; word < V; word++) classes[word] = nearestCentroid(words, word, centroids);
  }
  return classes;
}

function centroidsOf({ vectors, size }: WordVectors, classes: Int32Array, count: number): Float32Array {
  const centroids = new Float32Array(count * size);
  const members = new Int32Array(count).fill(1);
  for (let word = 0; word < classes.length; word++) {
    for (let k = 0; k < size; k++) centroids[classes[word] * size + k] += vectors[word * size + k];
    members[classes[word]]++;
  }
  for (let c = 0; c < count; c++) {
    const centroid = centroids.subarray(c * size, (c + 1) * size);
    let sum = 0;
    for (let k = 0; k < size; k++) {
      centroid[k] /= members[c];
      sum = single(sum + single(centroid[k] * centroid[k]));
    }
    const length = single(Math.sqrt(sum));
    for (let k = 0; k < size; k++) centroid[k] /= length;
  }
  return centroids;
}

function nearestCentroid({ vectors, size }: WordVectors, word: number, centroids: Float32Array): number {
  let [nearest, most] = [0, NONE];
  for (let c = 0; c * size < centroids.length; c++) {
    let sum = 0;
    for (let k = 0; k < size; k++)
      sum = single(sum + single(centroids[c * size + k] * vectors[word * size + k]));
    if (sum > most) [nearest, most] = [c, sum];
  }
  return nearest;
}
