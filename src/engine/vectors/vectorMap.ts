import type { MapParams, VectorMap } from '../../protocol/vectors';
import { principalPlane } from './principal';
import { clustersOf } from './search';
import type { VectorSpace } from './vectorSpace';
import { vectorOf, type WordVectors } from './wordVectors';

/** Returns the first words of a vocabulary, without those whose vectors are zero, and their ids. */
export function firstWords({ unit }: VectorSpace, count: number): { ids: number[]; shown: WordVectors } {
  const ids: number[] = [];
  for (let id = 0; id < unit.words.length && ids.length < count; id++)
    if (Number.isFinite(unit.vectors[id * unit.size])) ids.push(id);
  const vectors = new Float32Array(ids.length * unit.size);
  for (const [row, id] of ids.entries()) vectors.set(vectorOf(unit, id), row * unit.size);
  return { ids, shown: { words: ids.map(id => unit.words[id]), vectors, size: unit.size } };
}

/** Places the first words of a vocabulary on a plane by principal components. */
export function mapOf(space: VectorSpace, { count, clusters }: Omit<MapParams, 'layout'>): VectorMap {
  const { ids, shown } = firstWords(space, count);
  const words = ids.map(id => space.word(id));
  const { points, shares } = principalPlane(shown);
  return { words, clusters: clustersOf(shown, clusters), points: Float32Array.from(points), shares };
}
