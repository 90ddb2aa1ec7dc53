import { visible } from '../../common/visibleToken';
import { frequentWords } from '../../engine/scoring/clusters/frequentWords';
import type { MeanStates } from '../../engine/scoring/meanStates';
import { readTokenLabels } from '../../export/surprisal/tokenLabels';
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
  const found = frequentWords(
    all,
    numberFlag(call, 'words') ?? MOST,
    word => labels === undefined || labels.has(word),
  );
  return {
    ...found,
    words: found.words.map(visible),
    ...(labels && { classes: found.words.map(word => labels.get(word) ?? new Set()) }),
  };
}
