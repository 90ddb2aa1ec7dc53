import { tokenizerOf } from '../configuration/text';
import { writeArpa } from '../families/ngram/arpa/write';
import type { BackoffModel } from '../families/ngram/backoffModel';
import { estimate } from '../families/ngram/estimate';
import { levelsOf, modelOf } from '../families/ngram/levels';
import { NgramModel } from '../families/ngram/ngramModel';
import { pruneByEntropy } from '../families/ngram/prune';
import type { ComparedKind, ComparisonText, KindTraining, TrainedKind } from './comparedKind';
import { countNgrams } from './countNgrams';
import { tooSmall } from './tooSmall';

/** Exponents of 10 between which the threshold of pruning is searched, and the number of steps. */
const THRESHOLDS = { lowest: -12, highest: 1, steps: 14 } as const;

/**
 * N-grams with modified Kneser-Ney smoothing. They read the text once. For a budget of parameters, n-grams
 * are removed whose loss raises the perplexity least (Stolcke 1998).
 */
export function ngramKind(name: string, order: number): ComparedKind {
  return {
    usesSeed: false,
    async *train({ text, budget, isOver }: KindTraining): AsyncGenerator<number, TrainedKind> {
      const ids = text.training.subarray(0, budget.tokens);
      const smoothed = estimated(text, ids, order);
      yield 0.5;
      const { parameters } = budget;
      const pruned = parameters === undefined ? smoothed : pruneTo(smoothed, { parameters, name, isOver });
      return {
        model: new NgramModel(pruned),
        parameters: parametersOf(pruned),
        tokens: ids.length,
        encode: () => ({
          ending: 'arpa',
          pieces: writeArpa(levelsOf(pruned), { unit: tokenizerOf(text.configuration).id }),
        }),
      };
    },
  };
}

function estimated(text: ComparisonText, ids: Int32Array, order: number): BackoffModel {
  const byLength = () => ({ smoothing: 'kneserNey', interpolate: true, minimumCount: 1 }) as const;
  return modelOf(estimate(countNgrams(text, ids, order), text.vocabulary, { byLength }).ngrams);
}

/** Returns the number of probabilities and back-off weights. The longest n-grams have no back-off weight. */
function parametersOf({ trie: { levels } }: BackoffModel): number {
  const [first, last] = [levels[1], levels[levels.length - 1]];
  const histories = levels[levels.length - 2];
  return last - first + (histories - first);
}

interface PruningLimits extends Pick<KindTraining, 'isOver'> {
  readonly parameters: number;
  /** The name of the kind in messages. */
  readonly name: string;
}

/** Removes as few n-grams as the limit requires. When the time is over, returns the largest model found so far that fits. */
function pruneTo(smoothed: BackoffModel, { parameters: limit, name, isOver }: PruningLimits): BackoffModel {
  if (parametersOf(smoothed) <= limit) return smoothed;
  let { lowest, highest }: { lowest: number; highest: number } = THRESHOLDS;
  let best = pruneByEntropy(smoothed, 10 ** highest);
  if (parametersOf(best) > limit) throw tooSmall(name, limit, parametersOf(best));
  for (let step = 0; step < THRESHOLDS.steps && !isOver(); step++) {
    const middle = (lowest + highest) / 2;
    const pruned = pruneByEntropy(smoothed, 10 ** middle);
    if (parametersOf(pruned) > limit) lowest = middle;
    else [highest, best] = [middle, pruned];
  }
  return best;
}
