import { visible } from '../../common/visibleToken';
import { vectorAt } from '../../engine/scoring/clusters/distance';
import type { MeanStates } from '../../engine/scoring/meanStates';
import { readTokenLabels } from '../../export/surprisal/tokenLabels';
import { UserError } from '../../protocol/userError';
import { type Call, numberFlag, textFlag } from '../command/command';
import { commandFlag } from '../command/flag';
import { linesOf } from '../labels';

/** Number of words unless `--words` is given. */
const MOST = 200;

export const labelsFlag = commandFlag(
  'labels',
  'FILE',
  'Adds the classes of the words, and leaves out words without a class. FILE is a table with the columns token and label (tab-separated), as "elman generate" writes it.',
);

export const wordsFlag = commandFlag(
  'words',
  { kind: 'integer', minimum: 2, maximum: 1000, default: MOST },
  `Number of words: the most frequent ones. Default: ${MOST}.`,
);

/** The words to cluster, with their mean states. */
export interface ClusteredWords extends MeanStates {
  /** The classes of each word. Undefined without `--labels`. */
  readonly classes?: readonly ReadonlySet<string>[];
}

/**
 * Returns the words that the flags choose, in the order of the vocabulary. Throws a UserError if there are
 * fewer than two.
 */
export async function clusteredWords(call: Call, all: MeanStates): Promise<ClusteredWords> {
  const file = textFlag(call, 'labels');
  const labels = file === undefined ? undefined : readTokenLabels(...(await linesOf(file)));
  const rows = [...all.words.keys()]
    .filter(row => labels === undefined || labels.has(all.words[row]))
    .sort((a, b) => all.counts[b] - all.counts[a] || a - b)
    .slice(0, numberFlag(call, 'words') ?? MOST)
    .sort((a, b) => a - b);
  if (rows.length < 2)
    throw new UserError('Clusters need at least 2 words with a state, but the text has {0}.', [rows.length]);
  const vectors = new Float32Array(rows.length * all.size);
  for (const [i, row] of rows.entries()) vectors.set(vectorAt(all, row), i * all.size);
  return {
    words: rows.map(row => visible(all.words[row])),
    counts: rows.map(row => all.counts[row]),
    ...{ vectors, size: all.size },
    ...(labels && { classes: rows.map(row => labels.get(all.words[row]) ?? new Set()) }),
  };
}
