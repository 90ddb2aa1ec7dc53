import { agnes } from 'ml-hclust';
import { UserError } from '../../../protocol/userError';
import { euclideanDistance, type Vectors, vectorAt } from './distance';

/** A cluster: one vector, by its row, or two clusters that were joined. */
export type Cluster = Leaf | JoinedCluster;

interface Leaf {
  readonly row: number;
  readonly height: 0;
  readonly size: 1;
}

export interface JoinedCluster {
  /** Mean distance between the vectors of one part and those of the other. */
  readonly height: number;
  /** Number of vectors. */
  readonly size: number;
  /** The two parts. A single vector comes before a joined cluster, and the cluster with the lower height first. */
  readonly parts: readonly [Cluster, Cluster];
}

/**
 * Returns the hierarchical clustering of vectors by average linkage (UPGMA) of Euclidean distances. Takes time
 * proportional to the third power of their number. Throws a UserError if there is no vector, or if one has an element
 * that is not finite.
 */
export function averageLinkage(all: Vectors): Cluster {
  const rows = Array.from({ length: all.vectors.length / all.size }, (_, row) => row);
  if (rows.length === 0) throw new UserError('There are no vectors to cluster.', []);
  if (!all.vectors.every(Number.isFinite))
    throw new UserError('A vector has elements that are not finite. The network may have diverged.', []);
  const distances = rows.map(a => rows.map(b => euclideanDistance(vectorAt(all, a), vectorAt(all, b))));
  return clusterOf(agnes(distances, { method: 'average', isDistanceMatrix: true }));
}

function clusterOf({ isLeaf, index, height, size, children }: ReturnType<typeof agnes>): Cluster {
  if (isLeaf) return { row: index, height: 0, size: 1 };
  const [a, b] = children.map(clusterOf);
  return { height, size, parts: isBefore(a, b) ? [a, b] : [b, a] };
}

function isBefore(a: Cluster, b: Cluster): boolean {
  if ('row' in a) return !('row' in b) || a.row < b.row;
  return !('row' in b) && a.height <= b.height;
}

/** Returns the rows of the vectors of a cluster, from the first part to the last: the order of a dendrogram's leaves. */
export function rowsOf(cluster: Cluster): number[] {
  return 'row' in cluster ? [cluster.row] : cluster.parts.flatMap(rowsOf);
}

/** A step of the clustering, as in scipy and MATLAB: the numbers of the two parts, the height and the number of vectors. */
export type LinkageStep = readonly [a: number, b: number, height: number, size: number];

/**
 * Returns the steps of the clustering, lowest first, in the format of `scipy.cluster.hierarchy.linkage`: a number below
 * n is a vector's row, and n + i is the cluster that step i made.
 */
export function linkageOf(cluster: Cluster): LinkageStep[] {
  const n = cluster.size;
  const steps = joinedIn(cluster).sort((a, b) => a.height - b.height);
  const numbers = new Map(steps.map((step, i) => [step, n + i]));
  const numberOf = (part: Cluster) => ('row' in part ? part.row : (numbers.get(part) ?? Number.NaN));
  return steps.map(({ parts, height, size }) => {
    const [a, b] = parts.map(numberOf).sort((a, b) => a - b);
    return [a, b, height, size];
  });
}

/** Returns the joined clusters of a cluster, parts before the whole. */
function joinedIn(cluster: Cluster): JoinedCluster[] {
  return 'row' in cluster ? [] : [...cluster.parts.flatMap(joinedIn), cluster];
}
