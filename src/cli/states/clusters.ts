import { averageLinkage, linkageOf } from '../../engine/scoring/clusters/averageLinkage';
import { nearestRows, rowsNearOwnClass } from '../../engine/scoring/clusters/nearestRows';
import { dendrogramText } from '../../export/clusters/dendrogram';
import { newick } from '../../export/clusters/newick';
import { count, decimal, jsonLine, table } from '../format';
import type { ClusteredWords } from './clusteredWords';

export type ClusterFormat = 'tree' | 'newick' | 'json';

/** Returns the dendrogram of words in a format. */
export function clustersIn(format: ClusterFormat, words: ClusteredWords): string {
  const cluster = averageLinkage(words);
  if (format === 'newick') return newick(cluster, words.words);
  if (format === 'json') return jsonLine({ words: wordFacts(words), linkage: linkageOf(cluster) });
  return dendrogramText(
    cluster,
    words.words.map((word, row) => (words.classes ? `${word} (${classText(words, row)})` : word)),
  );
}

function wordFacts(all: ClusteredWords) {
  const { words, counts, classes } = all;
  return nearestRows(all).map(({ row: nearest, distance }, row) => ({
    ...{ word: words[row], count: counts[row] },
    ...(classes && { classes: [...classes[row]] }),
    ...{ nearest: words[nearest], distance },
  }));
}

/** Returns the nearest word of each word as a table, then how many of them share a class with it. */
export function neighbourTable(all: ClusteredWords): string {
  const { words, counts, classes } = all;
  const nearest = nearestRows(all);
  const classCells = (row: number) => (classes ? [classText(all, row)] : []);
  const head = classes ? ['word', 'class', 'nearest', 'its class'] : ['word', 'nearest'];
  const rows = nearest.map(({ row: other, distance }, row) => [
    ...[words[row], ...classCells(row), words[other], ...classCells(other)],
    ...[decimal(distance, 3), count(counts[row])],
  ]);
  const text = table([[...head, 'distance', 'times'], ...rows], head.length);
  if (!classes) return text;
  const same = rowsNearOwnClass(nearest, classes).length;
  return `${text}\nnearest to a word of their class: ${same} of ${words.length} words\n`;
}

const classText = ({ classes }: ClusteredWords, row: number) => [...(classes?.[row] ?? [])].join(', ');
