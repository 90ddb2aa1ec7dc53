import type { Cluster } from '../../engine/scoring/clusters/averageLinkage';

/**
 * Writes a dendrogram in Newick's format, which programs for trees can read. The length of a branch is the
 * difference between the heights of its two ends. `names` contains the names of the rows that were clustered.
 */
export const newick = (cluster: Cluster, names: readonly string[]) => `${nodeText(cluster, names)};\n`;

function nodeText(cluster: Cluster, names: readonly string[]): string {
  if ('row' in cluster) return quoted(names[cluster.row]);
  const parts = cluster.parts.map(part => `${nodeText(part, names)}:${cluster.height - part.height}`);
  return `(${parts.join(',')})`;
}

/**
 * Puts a name into quotation marks, unless it consists of letters and digits: in the format, other characters
 * have a meaning.
 */
const quoted = (name: string) => (/^[\p{L}\p{N}]+$/u.test(name) ? name : `'${name.replaceAll("'", "''")}'`);
