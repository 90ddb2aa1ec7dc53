import type { Tensor } from '../../core/tensor';
import type { Kernels } from '../../kernels/kernels';
import { cellAt } from '../shape';
import { labelOutput } from './labelOutput';
import { buildLabelStack } from './labelStack';
import type { LabelWeights } from './labelWeights';
import { poolings } from './poolings';

/** A text to place in a window. `targets`: one label, or one label per token; missing if they are not known. */
export interface PlacedText {
  readonly tokens: ArrayLike<number>;
  readonly targets?: ArrayLike<number>;
}

/**
 * A labelling network unfolded over T steps of B streams. Each stream reads one text of at most T tokens. Shorter
 * texts do not change the results: the direction from the end starts at the end of each text, and the steps after a
 * text have no loss and no gradient.
 */
export interface LabelWindow {
  readonly T: number;
  readonly B: number;
  /** Number of labels that are predicted: of texts, or of tokens. */
  readonly predictions: number;
  /** Sets the texts: 1 to B texts with 1 to T tokens each. */
  place(texts: readonly PlacedText[]): void;
  /** Draws the dropout masks for training step `step` (the number of the update). */
  draw(step: number): void;
  forward(): void;
  /** After `forward`: returns the mean loss per predicted label, in nats. */
  loss(): number;
  /** After `loss`: adds the gradients of the loss to the `gradient` of every learned parameter. */
  backward(): void;
  /**
   * After `forward`: returns ln P of every label. Row b is for text b; of a tagger, row t * B + b for token t of
   * text b.
   */
  logProbs(): Tensor;
}

interface LabelUnfoldOptions {
  readonly T: number;
  readonly B: number;
  /** Seed of the dropout masks for training. Without a seed, there is no dropout. */
  readonly seed?: number;
}

/** Unfolds a labelling network: creates the computation for T steps of B texts and allocates its buffers. */
export function unfoldLabels(
  kernels: Kernels,
  model: LabelWeights,
  { T, B, seed }: LabelUnfoldOptions,
): LabelWindow {
  const { arena } = kernels;
  const { shape } = model;
  const isTagger = shape.task === 'tag';
  const tokens = arena.ids(T * B);
  const targets = arena.ids(isTagger ? T * B : B);
  const lengths = new Int32Array(B);
  const stack = buildLabelStack(kernels, model, { tokens, B, seed });
  const pooling = isTagger
    ? undefined
    : poolings[shape.pooling].build(kernels, model.pooling, { sources: stack.sources, B });
  const isEmpty = (row: number) =>
    Math.floor(row / B) >= (isTagger ? lengths[row % B] : Math.min(1, lengths[row]));
  const output = labelOutput(kernels, model.output, pooling?.pooled ?? stack.sources, isEmpty);
  const { learned } = cellAt(shape.layers, 0);
  const count = () => lengths.reduce((sum, n) => sum + (isTagger ? n : Math.min(1, n)), 0);

  return {
    T,
    B,
    get predictions() {
      return count();
    },

    place(texts) {
      if (texts.length > B || texts.some(text => text.tokens.length > T || text.tokens.length === 0))
        throw new RangeError('the texts do not fit into the window');
      const ids = arena.idValues(tokens).fill(0);
      const labels = arena.idValues(targets).fill(0);
      lengths.fill(0);
      for (const [b, text] of texts.entries()) {
        lengths[b] = text.tokens.length;
        spread(ids, text.tokens, B, b);
        spread(labels, text.targets ?? [], B, b);
      }
    },

    draw: step => stack.draw(step),

    forward() {
      stack.forward(lengths);
      pooling?.forward(lengths);
    },

    loss: () => output.loss(targets) / count(),

    backward() {
      stack.clear();
      for (const { dh } of pooling?.pooled ?? []) kernels.fill(dh, 0);
      output.backward(targets, 1 / count());
      pooling?.backward(lengths);
      if (learned) {
        stack.backward();
        stack.accumulate();
      }
      pooling?.accumulate();
      output.accumulate();
    },

    logProbs: () => output.logProbs(),
  };
}

/** Writes the values of one stream to its places, B apart. */
function spread(to: Int32Array, values: ArrayLike<number>, B: number, b: number): void {
  for (let t = 0; t < values.length; t++) to[t * B + b] = values[t];
}
