import type { LabelScore } from '../../../protocol/labelFigures';

/** Counts how often each of K labels was predicted for each correct label. */
export class Confusion {
  private readonly counts: Float64Array;

  constructor(readonly labels: number) {
    this.counts = new Float64Array(labels * labels);
  }

  add(correct: number, predicted: number): void {
    this.counts[correct * this.labels + predicted]++;
  }

  /** Number of predictions. */
  get total(): number {
    return this.counts.reduce((sum, count) => sum + count, 0);
  }

  /** Share of correct predictions. */
  get accuracy(): number {
    let correct = 0;
    for (let k = 0; k < this.labels; k++) correct += this.counts[k * this.labels + k];
    return correct / this.total;
  }

  /** The counts: one row per correct label, with the count of each predicted label. */
  rows(): number[][] {
    const { labels, counts } = this;
    return Array.from({ length: labels }, (_, k) => [...counts.subarray(k * labels, (k + 1) * labels)]);
  }

  byLabel(): LabelScore[] {
    const rows = this.rows();
    return rows.map((row, k) => {
      const count = row.reduce((sum, each) => sum + each, 0);
      const predicted = rows.reduce((sum, each) => sum + each[k], 0);
      const precision = predicted > 0 ? row[k] / predicted : 0;
      const recall = count > 0 ? row[k] / count : 0;
      const f1 = row[k] > 0 ? (2 * row[k]) / (count + predicted) : 0;
      return { count, predicted, precision, recall, f1 };
    });
  }

  /** The mean of the F1 scores of the labels that occur, as correct or predicted ones. */
  get macroF1(): number {
    const present = this.byLabel().filter(({ count, predicted }) => count + predicted > 0);
    return present.reduce((sum, { f1 }) => sum + f1, 0) / present.length;
  }
}
