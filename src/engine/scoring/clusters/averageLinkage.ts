import { agnes } from 'ml-hclust';
import { UserError } from '../../../protocol/userError';
import { euclideanDistance, type Vectors, vectorAt } from './distance';

/** A cluster of vectors: either one vector, given by its row, or two clusters that were joined. */
export type Cluster = Leaf | JoinedCluster;

interface Leaf {
  readonly row: number;
  readonly height: 0;
  readonly size: 1;
}

export interface JoinedCluster {
  /** Mean Euclidean distance between the vectors of one part and those of the other. */
  readonly height: number;
  /** Number of vectors in the cluster. */
  readonly size: number;
  /**
   * The two clusters that were joined. A single vector precedes a joined cluster. Of two single vectors, the
   * one with the lower row comes first; of two joined clusters, the one with the lower height.
   */
  readonly parts: readonly [Cluster, Cluster];
}

/**
 * Returns the hierarchical clustering of vectors by average linkage (UPGMA) of their Euclidean distances. The
 * time grows with the third power of the number of vectors. Throws a UserError if there are no vectors, or if
 * an element is not finite.
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

/**
 * Returns the rows of a cluster's vectors in the order of its parts, which is the order of the leaves in a
 * dendrogram.
 */
export function rowsOf(cluster: Cluster): number[] {
  return 'row' in cluster ? [cluster.row] : cluster.parts.flatMap(rowsOf);
}

/**
 * A step of the clustering, as in scipy and MATLAB: the numbers of the two clusters that it joins, the height
 * of the new cluster, and its number of vectors.
 */
export type LinkageStep = readonly [a: number, b: number, height: number, size: number];

/**
 * Returns the steps of the clustering, lowest height first, in the format of
 * `scipy.cluster.hierarchy.linkage`. For n vectors, a number below n is the row of a vector, and n + i is the
 * cluster that step i made.
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

/** Returns all joined clusters in a cluster, including itself. Parts precede the clusters that they form. */
function joinedIn(cluster: Cluster): JoinedCluster[] {
  return 'row' in cluster ? [] : [...cluster.parts.flatMap(joinedIn), cluster];
}
