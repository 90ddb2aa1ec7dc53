import type { TranslationFigures } from '../../../protocol/translationFigures';
import { mostLikely } from '../labels/labelFigures';
import { editDistance } from './editDistance';

/** Number of lengths of sources that share a row of the figures by length. */
const BIN = 5;

interface TargetPair {
  readonly source: ArrayLike<number>;
  readonly target: ArrayLike<number>;
}

/** Collects the figures of pairs whose targets have K symbols, the end being the last. */
export class TranslationTally {
  private readonly means: number[] = [];
  private readonly lengths = new Map<number, { pairs: number; exact: number }>();
  private loss = 0;
  private correct = 0;
  private symbols = 0;
  private written = 0;
  private errors = 0;

  constructor(private readonly K: number) {}

  /** Adds a pair: ln P of every symbol for each symbol of the target and its end, and the target that was written. */
  add({ source, target }: TargetPair, logProbs: ArrayLike<number>, output: ArrayLike<number>): void {
    const { K } = this;
    const n = target.length + 1;
    let sum = 0;
    for (let t = 0; t < n; t++) {
      const wanted = t < target.length ? target[t] : K - 1;
      sum -= logProbs[t * K + wanted];
      if (mostLikely(logProbs, t * K, K) === wanted) this.correct++;
    }
    this.loss += sum;
    this.symbols += n;
    this.means.push(sum / n);
    this.written += target.length;
    const errors = editDistance(output, target);
    this.errors += errors;
    const bin = Math.floor((source.length - 1) / BIN);
    const { pairs, exact } = this.lengths.get(bin) ?? { pairs: 0, exact: 0 };
    this.lengths.set(bin, { pairs: pairs + 1, exact: exact + (errors === 0 ? 1 : 0) });
  }

  figures(): TranslationFigures {
    const { means, symbols } = this;
    const pairs = means.length;
    const loss = this.loss / symbols;
    const squares = means.reduce((sum, mean) => sum + (mean - loss) ** 2, 0);
    const bins = [...this.lengths].sort(([a], [b]) => a - b);
    return {
      pairs,
      symbols,
      loss,
      ...(pairs > 1 && { lossError: Math.sqrt(squares / (pairs - 1) / pairs) }),
      accuracy: this.correct / symbols,
      exact: bins.reduce((sum, [, { exact }]) => sum + exact, 0) / pairs,
      errorRate: this.errors / this.written,
      byLength: bins.map(([bin, found]) => ({
        from: bin * BIN + 1,
        to: (bin + 1) * BIN,
        pairs: found.pairs,
        exact: found.exact / found.pairs,
      })),
    };
  }
}
