import type { Ids, Tensor } from '../../core/tensor';
import type { Kernels } from '../../kernels/kernels';
import type { CarriedTensor } from '../carriedState';
import { labelOutput } from '../labels/labelOutput';
import { buildLabelStack } from '../labels/labelStack';
import { cellAt } from '../shape';
import { additiveAttention } from './additiveAttention';
import { decoderLayers } from './decoderLayers';
import { startStates } from './startStates';
import type { TranslationWeights } from './translationWeights';

/** A source and, if it is known, its target without the end. */
export interface PlacedPair {
  readonly source: ArrayLike<number>;
  readonly target?: ArrayLike<number>;
}

/**
 * An encoder unfolded over S steps and a decoder unfolded over T steps, of B streams. Each stream has one pair. The
 * decoder reads the correct previous symbol (teacher forcing). Shorter sources and targets do not change the results.
 */
export interface TranslationWindow {
  readonly S: number;
  readonly T: number;
  readonly B: number;
  /** Number of symbols that are predicted, with the end of each target. */
  readonly predictions: number;
  /** What the decoder reads at each step, [T * B]. */
  readonly inputs: Ids;
  /** The states of all layers of the decoder, which go from step to step. */
  readonly carried: readonly CarriedTensor[];
  /** With attention, after `forward`: the weights of the source symbols, [T * B, S]. */
  readonly weights?: Tensor;
  /** Sets the pairs: 1 to B sources with 1 to S symbols, and targets with at most T - 1 symbols. */
  place(pairs: readonly PlacedPair[]): void;
  /** Draws the dropout masks for training step `step` (the number of the update). */
  draw(step: number): void;
  /** Reads the sources and sets the first states of the decoder. */
  encode(): void;
  /** After `encode`: computes the steps of the decoder. */
  decode(): void;
  forward(): void;
  /** After `forward`: returns the mean loss per symbol of the targets, their ends included, in nats. */
  loss(): number;
  /** After `loss`: adds the gradients of the loss to the `gradient` of every learned parameter. */
  backward(): void;
  /** After `decode`: returns ln P of every symbol. Row t * B + b is step t of stream b. */
  logProbs(): Tensor;
}

interface TranslationUnfoldOptions {
  readonly S: number;
  readonly T: number;
  readonly B: number;
  /** Seed of the dropout masks for training. Without a seed, there is no dropout. */
  readonly seed?: number;
}

/** Unfolds a network: creates the computation for S and T steps of B pairs and allocates its buffers. */
export function unfoldTranslation(
  kernels: Kernels,
  model: TranslationWeights,
  { S, T, B, seed }: TranslationUnfoldOptions,
): TranslationWindow {
  const { arena } = kernels;
  const { shape } = model;
  const [tokens, inputs, targets] = [arena.ids(S * B), arena.ids(T * B), arena.ids(T * B)];
  const [lengths, written] = [new Int32Array(B), new Int32Array(B)];
  const reading = { ...model.encoder, shape: { direction: shape.direction, layers: shape.encoder } };
  const encoder = buildLabelStack(kernels, reading, { tokens, B, seed });
  const { sources } = encoder;
  const attention = model.attention && additiveAttention(kernels, model.attention, { sources, T, B });
  // A different seed gives the decoder different dropout masks.
  const masks = seed === undefined ? undefined : seed + 1;
  const decoder = decoderLayers(kernels, shape.decoder, model.decoder, { inputs, B, attention, seed: masks });
  const { layers } = decoder;
  const carried = layers.flatMap(layer => layer.carried);
  const starts = startStates(kernels, model.starts, layers, { sources, B });
  const top = layers[layers.length - 1];
  const read = [{ h: top.states, dh: top.dStates }, ...(attention?.contexts ?? [])];
  const output = labelOutput(kernels, model.output, read, row => Math.floor(row / B) >= written[row % B]);
  const { learned } = cellAt(shape.encoder, 0);
  const count = () => written.reduce((sum, n) => sum + n, 0);

  const window: TranslationWindow = {
    ...{ S, T, B, inputs, carried, weights: attention?.weights },
    get predictions() {
      return count();
    },

    place(pairs) {
      checkFit(pairs, { S, T, B });
      const ids = [tokens, inputs, targets].map(each => arena.idValues(each).fill(0));
      const end = shape.decoder.vocabulary - 1;
      lengths.fill(0);
      written.fill(0);
      for (const [b, { source, target }] of pairs.entries()) {
        lengths[b] = source.length;
        spread(ids[0], source, B, b);
        spread(ids[1], [end], B, b);
        if (!target) continue;
        written[b] = target.length + 1;
        spread(ids[1], [end, ...Array.from(target)], B, b);
        spread(ids[2], [...Array.from(target), end], B, b);
      }
    },

    draw(step) {
      encoder.draw(step);
      for (const dropout of decoder.dropouts) dropout.draw(step);
    },

    encode() {
      encoder.forward(lengths);
      attention?.read(lengths);
      starts.forward(lengths);
    },

    decode() {
      for (const layer of layers) layer.forward();
    },

    forward() {
      window.encode();
      window.decode();
    },

    loss: () => output.loss(targets) / count(),

    backward() {
      encoder.clear();
      attention?.clear();
      for (const { gradient } of carried) kernels.fill(gradient, 0);
      output.backward(targets, 1 / count());
      for (const layer of [...layers].reverse()) layer.backward();
      attention?.accumulate();
      starts.backward(lengths);
      if (learned) {
        for (const layer of layers) layer.accumulate();
        encoder.backward();
        encoder.accumulate();
      }
      output.accumulate();
    },

    logProbs: () => output.logProbs(),
  };
  return window;
}

function checkFit(pairs: readonly PlacedPair[], { S, T, B }: Pick<TranslationWindow, 'S' | 'T' | 'B'>): void {
  const fits = ({ source, target }: PlacedPair) =>
    source.length > 0 && source.length <= S && (target?.length ?? 0) < T;
  if (pairs.length > B || !pairs.every(fits)) throw new RangeError('the pairs do not fit into the window');
}

/** Writes the values of one stream to its places, B apart. */
function spread(to: Int32Array, values: ArrayLike<number>, B: number, b: number): void {
  for (let t = 0; t < values.length; t++) to[t * B + b] = values[t];
}
