import { innerProduct, normalised, vectorOf, type WordVectors } from '../wordVectors';

const ROUNDS = 10;
/** Initial value for finding the largest cosine. It is lower than every cosine. */
const NONE = -10;

/**
 * Divides words into classes by K-means, as word2vec's `-classes` does. There are ten iterations. At first,
 * word i is in class i mod `count`. A centroid is the sum of the vectors in its class, divided by their
 * number plus 1, and then scaled to length 1. Returns the class of each word, [V].
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

function centroidsOf(words: WordVectors, classes: Int32Array, count: number): Float32Array[] {
  const centroids = Array.from({ length: count }, () => new Float32Array(words.size));
  const members = new Int32Array(count).fill(1);
  for (const [word, c] of classes.entries()) {
    const vector = vectorOf(words, word);
    for (let k = 0; k < vector.length; k++) centroids[c][k] += vector[k];
    members[c]++;
  }
  return centroids.map((centroid, c) => normalised(centroid.map(value => value / members[c])));
}

function nearestCentroid(words: WordVectors, word: number, centroids: readonly Float32Array[]): number {
  const vector = vectorOf(words, word);
  let [nearest, most] = [0, NONE];
  for (const [c, centroid] of centroids.entries()) {
    const product = innerProduct(centroid, vector);
    if (product > most) [nearest, most] = [c, product];
  }
  return nearest;
}
