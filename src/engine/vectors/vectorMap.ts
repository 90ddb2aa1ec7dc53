import type { MapParams, VectorMap } from '../../protocol/vectors';
import { principalPlane } from './principal';
import { clustersOf } from './search';
import type { VectorSpace } from './vectorSpace';
import { vectorOf } from './wordVectors';

/** Places the first words of a vocabulary on a plane. Leaves out words whose vectors are zero. */
export function mapOf(space: VectorSpace, { count, clusters }: MapParams): VectorMap {
  const { unit } = space;
  const ids: number[] = [];
  for (let id = 0; id < unit.words.length && ids.length < count; id++)
    if (Number.isFinite(unit.vectors[id * unit.size])) ids.push(id);
  const vectors = new Float32Array(ids.length * unit.size);
  for (const [row, id] of ids.entries()) vectors.set(vectorOf(unit, id), row * unit.size);
  const shown = { words: ids.map(id => unit.words[id]), vectors, size: unit.size };
  return {
    words: ids.map(id => space.word(id)),
    clusters: clustersOf(shown, clusters),
    ...principalPlane(shown),
  };
}
