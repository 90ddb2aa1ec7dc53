import { capacityFor } from '../data/labelled/batchOrder';
import type { Kernels } from '../kernels/kernels';
import type { LabelWeights } from '../nn/labels/labelWeights';
import { type LabelWindow, type PlacedText, unfoldLabels } from '../nn/labels/labelWindow';

/** Computes the probabilities of labels. Keeps a window for each capacity that was needed. */
export class LabelReader {
  private readonly windows = new Map<number, LabelWindow>();

  /** `B`: maximum number of texts that are read together. */
  constructor(
    private readonly kernels: Kernels,
    private readonly model: LabelWeights,
    readonly B: number,
  ) {}

  /**
   * Returns ln P of every label for each of at most B texts, each with at least one token. Of a tagger, the K values of
   * the first token come first, then those of the second.
   */
  read(texts: readonly PlacedText[]): Float64Array[] {
    const { task, labels: K } = this.model.shape;
    const window = this.windowFor(Math.max(...texts.map(({ tokens }) => tokens.length)));
    window.place(texts);
    window.forward();
    const all = this.kernels.arena.values(window.logProbs());
    return texts.map(({ tokens }, b) => {
      const found = new Float64Array(K * (task === 'tag' ? tokens.length : 1));
      for (let t = 0; t < found.length / K; t++) {
        const row = t * window.B + b;
        found.set(all.subarray(row * K, (row + 1) * K), t * K);
      }
      return found;
    });
  }

  private windowFor(tokens: number): LabelWindow {
    const T = capacityFor(tokens);
    const known = this.windows.get(T);
    if (known) return known;
    const window = unfoldLabels(this.kernels, this.model, { T, B: this.B });
    this.windows.set(T, window);
    return window;
  }
}
