import type { PredictionFigures } from '../../../../protocol/labelFigures';
import { log } from '../../../core/math';
import type { Example, Examples } from '../../../data/labelled/examples';
import { LabelTally } from '../labelFigures';

/** A simple way to predict labels, with which a network is compared. */
export interface Baseline {
  /** Returns ln P of the K labels for each target of an example. */
  logProbs(example: Example): Float64Array;
}

/** Evaluates a baseline on examples with K labels. */
export function evaluateBaseline(baseline: Baseline, examples: Examples, K: number): PredictionFigures {
  const tally = new LabelTally(K);
  for (let i = 0; i < examples.count; i++) {
    const example = examples.at(i);
    tally.add(example.targets, baseline.logProbs(example));
  }
  return tally.figures();
}

/** The frequencies of the labels in the training data. The most frequent label is always predicted. */
export function majorityBaseline(training: Examples, K: number): Baseline {
  const counts = training.countsOf(K);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const frequencies = counts.map(count => log(count / total));
  return {
    logProbs: ({ targets }) => {
      const all = new Float64Array(K * targets.length);
      for (let i = 0; i < targets.length; i++) all.set(frequencies, i * K);
      return all;
    },
  };
}
