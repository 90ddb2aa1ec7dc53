import { visible } from '../../../common/visibleToken';
import { withoutStates } from '../../../engine/inspection/parts';
import { averageLinkage, linkageOf, rowsOf } from '../../../engine/scoring/clusters/averageLinkage';
import { frequentWords } from '../../../engine/scoring/clusters/frequentWords';
import { meanStates, statesOf } from '../../../engine/scoring/meanStates';
import type { StateClusters } from '../../../protocol/inspection';
import type { LoadedModel } from '../loadedModel';

/** Maximum number of tokens that are read, and of words in the dendrogram. */
const [MOST_TOKENS, MOST_WORDS] = [20_000, 40];

/**
 * Clusters the mean hidden states after the most frequent words of a text by average linkage of their Euclidean distances,
 * as Elman (1990) did. Throws a UserError if the model has no hidden states, or if the text has fewer than two words that
 * the model knows.
 */
export function clustersOf({ open }: LoadedModel, text: string): StateClusters {
  const network = statesOf(open.model);
  if (!network) throw withoutStates(open.description);
  const bytes = new TextEncoder().encode(text);
  const all = meanStates(network, open.tokenizer, { name: '', bytes }, MOST_TOKENS);
  const found = frequentWords(all, MOST_WORDS);
  const cluster = averageLinkage(found);
  return {
    words: found.words.map(visible),
    counts: found.counts,
    steps: linkageOf(cluster),
    order: rowsOf(cluster),
    read: all.counts.reduce((sum, count) => sum + count, 0),
  };
}
