import { visible } from '../../../common/visibleToken';
import { averageLinkage, linkageOf, rowsOf } from '../../../engine/scoring/clusters/averageLinkage';
import { meanStates, statesOf } from '../../../engine/scoring/meanStates';
import type { StateClusters } from '../../../protocol/inspection';
import { UserError } from '../../../protocol/userError';
import type { LoadedModel } from '../models';

/** Maximum number of tokens that are read, and of words in the dendrogram. */
const [MOST_TOKENS, MOST_WORDS] = [20_000, 40];

/**
 * Clusters the mean hidden states after the most frequent words of a text by average linkage of their Euclidean distances,
 * as Elman (1990) did. Throws a UserError if the model has no hidden states, or if the text has fewer than two words that
 * the model knows.
 */
export function clustersOf({ open }: LoadedModel, text: string): StateClusters {
  const network = statesOf(open.model);
  if (!network)
    throw new UserError('This model has no hidden states, because it is not a single network.', []);
  const bytes = new TextEncoder().encode(text);
  const all = meanStates(network, open.tokenizer, { name: '', bytes }, MOST_TOKENS);
  const rows = [...all.words.keys()]
    .sort((a, b) => all.counts[b] - all.counts[a] || a - b)
    .slice(0, MOST_WORDS)
    .sort((a, b) => a - b);
  if (rows.length < 2)
    throw new UserError('Clusters need at least 2 words with a state, but the text has {0}.', [rows.length]);
  const { size } = all;
  const vectors = new Float32Array(rows.length * size);
  for (const [i, row] of rows.entries())
    vectors.set(all.vectors.subarray(row * size, (row + 1) * size), i * size);
  const cluster = averageLinkage({ vectors, size });
  return {
    words: rows.map(row => visible(all.words[row])),
    counts: rows.map(row => all.counts[row]),
    steps: linkageOf(cluster),
    order: rowsOf(cluster),
    read: all.counts.reduce((sum, count) => sum + count, 0),
  };
}
