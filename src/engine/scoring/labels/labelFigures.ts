import type { PredictionFigures } from '../../../protocol/labelFigures';
import { exp } from '../../core/math';
import { Calibration } from './calibration';
import { Confusion } from './confusion';

/** Collects the predictions of K labels. */
export class LabelTally {
  private readonly confusion: Confusion;
  private readonly calibration = new Calibration();
  private loss = 0;
  private readonly means: number[] = [];

  constructor(private readonly labels: number) {
    this.confusion = new Confusion(labels);
  }

  /** Adds an example: its correct labels, and ln P of every label for each of them. */
  add(targets: ArrayLike<number>, logProbs: ArrayLike<number>): void {
    const { labels: K } = this;
    let sum = 0;
    for (let i = 0; i < targets.length; i++) {
      const predicted = mostLikely(logProbs, i * K, K);
      this.confusion.add(targets[i], predicted);
      this.calibration.add(exp(logProbs[i * K + predicted]), predicted === targets[i]);
      sum -= logProbs[i * K + targets[i]];
    }
    this.loss += sum;
    this.means.push(sum / targets.length);
  }

  figures(): PredictionFigures {
    const { confusion, calibration, means } = this;
    const predictions = confusion.total;
    const loss = this.loss / predictions;
    const n = means.length;
    const squares = means.reduce((sum, mean) => sum + (mean - loss) ** 2, 0);
    return {
      predictions,
      loss,
      ...(n > 1 && { lossError: Math.sqrt(squares / (n - 1) / n) }),
      accuracy: confusion.accuracy,
      macroF1: confusion.macroF1,
      calibrationError: calibration.error,
      calibration: calibration.bins(),
      byLabel: confusion.byLabel(),
      confusion: confusion.rows(),
    };
  }
}

/** Returns the index of the largest of K values from `start` on, counted from there. */
export function mostLikely(values: ArrayLike<number>, start: number, K: number): number {
  let best = 0;
  for (let k = 1; k < K; k++) if (values[start + k] > values[start + best]) best = k;
  return best;
}
