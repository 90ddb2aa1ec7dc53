import type { CalibrationBin } from '../../../protocol/labelFigures';

const BINS = 10;

/**
 * Compares the probabilities of the predicted labels with how often they are correct, in bins of equal width (Naeini,
 * Cooper & Hauskrecht, 2015; Guo, Pleiss, Sun & Weinberger, 2017).
 */
export class Calibration {
  private readonly counts = new Float64Array(BINS);
  private readonly correct = new Float64Array(BINS);
  private readonly sums = new Float64Array(BINS);

  /** `confidence`: the probability of the predicted label. */
  add(confidence: number, isCorrect: boolean): void {
    const bin = Math.min(BINS - 1, Math.floor(confidence * BINS));
    this.counts[bin]++;
    this.sums[bin] += confidence;
    if (isCorrect) this.correct[bin]++;
  }

  bins(): CalibrationBin[] {
    return Array.from(this.counts, (count, bin) => ({
      from: bin / BINS,
      to: (bin + 1) / BINS,
      count,
      confidence: this.sums[bin] / count,
      accuracy: this.correct[bin] / count,
    }));
  }

  /** The expected calibration error: the mean of |accuracy - confidence| over the bins, weighted by their counts. */
  get error(): number {
    const total = this.counts.reduce((sum, count) => sum + count, 0);
    const differences = this.counts.map((_, bin) => Math.abs(this.correct[bin] - this.sums[bin]));
    return differences.reduce((sum, each) => sum + each, 0) / total;
  }
}
