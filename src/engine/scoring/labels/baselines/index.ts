import type { LabelTask } from '../../../../protocol/run';
import type { LabelledData } from '../../../data/labelled/labelledData';
import { type Baseline, majorityBaseline } from './baseline';
import { ngramClasses } from './ngramClasses';
import { tokenFrequencies } from './tokenFrequencies';

/** A baseline with the name that users see. */
export interface NamedBaseline {
  readonly name: string;
  readonly baseline: Baseline;
}

/** Number of characters, or of words, of the longest n-grams. */
const ORDERS = { characters: 4, words: 2 } as const;

/** Returns the baselines of a task, trained on the training data. `isWords`: whether the tokens are words. */
export function baselinesOf(task: LabelTask, data: LabelledData, isWords: boolean): NamedBaseline[] {
  const { training, vocabulary, labels } = data;
  const K = labels.length;
  const majority = { name: 'most frequent label', baseline: majorityBaseline(training, K) };
  if (task === 'tag') {
    const baseline = tokenFrequencies(training, vocabulary.size, K);
    return [majority, { name: 'most frequent tag of each token', baseline }];
  }
  const order = isWords ? ORDERS.words : ORDERS.characters;
  return [
    majority,
    { name: `${order}-grams of each label`, baseline: ngramClasses(training, vocabulary, K, order) },
  ];
}
