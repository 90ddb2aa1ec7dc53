import { UMAP } from 'umap-js';
import { uniform } from '../../engine/core/random';
import { nearestTo } from '../../engine/vectors/search';
import { vectorOf, type WordVectors } from '../../engine/vectors/wordVectors';

/** Number of neighbours of a word that the map keeps near it, and the seed of the map. */
const [NEIGHBOURS, SEED] = [15, 1];
/** Share of the progress that the search for neighbours takes. */
const SEARCH = 0.6;

/** Called after each step with the completed share, from 0 to 1. Rejects to end the computation. */
export type MapStep = (share: number) => Promise<void>;

/**
 * Places vectors of length 1 on a plane by UMAP. The same vectors always give the same points on one machine.
 * Fewer than three vectors are placed on a line. Returns the coordinates x, y of each vector. [2 N]
 */
export async function umapPlane(unit: WordVectors, step: MapStep): Promise<Float32Array> {
  const N = unit.words.length;
  if (N < 3) return Float32Array.from({ length: 2 * N }, (_, i) => (i % 2 === 0 ? i / 2 : 0));
  const nNeighbors = Math.min(NEIGHBOURS, N - 1);
  let draws = 0;
  const umap = new UMAP({ nNeighbors, random: () => uniform(SEED, 'map', 0, draws++) });
  const { indices, distances } = await neighbours(unit, nNeighbors, share => step(SEARCH * share));
  umap.setPrecomputedKNN(indices, distances);
  const epochs = umap.initializeFit(Array.from({ length: N }, (_, id) => [...vectorOf(unit, id)]));
  for (let epoch = 0; epoch < epochs; epoch++) {
    umap.step();
    await step(SEARCH + ((1 - SEARCH) * (epoch + 1)) / epochs);
  }
  return Float32Array.from(umap.getEmbedding().flat());
}

/** Returns the nearest vectors of each vector, itself first, and their Euclidean distances. */
async function neighbours(unit: WordVectors, count: number, step: MapStep) {
  const [indices, distances]: [number[][], number[][]] = [[], []];
  const N = unit.words.length;
  for (let id = 0; id < N; id++) {
    const found = nearestTo(unit, vectorOf(unit, id), { count: count - 1, except: [id] });
    indices.push([id, ...found.map(each => each.id)]);
    // |a - b|^2 = 2 - 2 cos for vectors of length 1.
    distances.push([0, ...found.map(({ cosine }) => Math.sqrt(Math.max(0, 2 - 2 * cosine)))]);
    await step((id + 1) / N);
  }
  return { indices, distances };
}
