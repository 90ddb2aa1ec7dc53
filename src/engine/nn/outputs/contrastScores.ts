import { log } from '../../core/math';
import type { Kernels } from '../../kernels/kernels';
import type { NamedParameters } from '../parameters';
import type { DirectConnections } from './directConnections';
import type { OutputLayer, OutputSource } from './output';
import { tiedProjection } from './projection';
import { softmaxOutput } from './softmax';

// The two ways to score a text with an output that `noiseContrastive.ts` has trained. `scoring.ts` lists them
// by the same names.

/** Returns an output with normalised probabilities: P is the softmax of the scores of all symbols. */
export function normalised(
  kernels: Kernels,
  { Ww, bw }: NamedParameters<'Ww' | 'bw'>,
  source: OutputSource,
  direct: DirectConnections | undefined,
): OutputLayer {
  const projection = tiedProjection(kernels, Ww.value, Ww.gradient);
  const output = softmaxOutput(kernels, bw, [projection], [source], direct);
  return {
    ...output,
    accumulate(targets) {
      output.accumulate(targets);
      for (const { touched } of [Ww, bw]) touched?.addAll();
    },
  };
}

/**
 * Returns the methods for the loss of an output without normalisation: ln P is the score itself. A target
 * therefore costs only one product with its weights.
 */
export function selfNormalised(
  kernels: Kernels,
  { Ww, bw }: NamedParameters<'Ww' | 'bw'>,
  { h, dh }: OutputSource,
  direct: DirectConnections | undefined,
): Pick<OutputLayer, 'losses' | 'loss' | 'backward' | 'accumulate'> {
  const { arena } = kernels;
  const lnV = log(Ww.value.rows);
  const G = arena.tensor(h.rows, h.columns);
  const losses = arena.tensor(h.rows, 1);
  const rows = Array.from({ length: h.rows }, (_, r) =>
    [losses, h, G].map(tensor => arena.slice(tensor, r, 1)),
  );
  let scale = 1;
  return {
    losses,
    loss(targets) {
      kernels.gatherRows(G, Ww.value, targets);
      kernels.fill(losses, 0);
      for (const [loss, h, G] of rows) kernels.matmulNT(loss, h, G);
      const [loss, symbols, b] = [arena.values(losses), arena.idValues(targets), arena.values(bw.value)];
      const features = direct?.forOutputs(b.length);
      for (const [r, w] of symbols.entries()) loss[r] = lnV - b[w] - loss[r] - (features?.weight(r, w) ?? 0);
      return kernels.sum(losses);
    },
    backward(_targets, factor) {
      scale = factor;
      kernels.addScaled(dh, G, -scale);
    },
    accumulate(targets) {
      const db = arena.values(bw.gradient);
      const features = direct?.forOutputs(db.length);
      for (const [r, w] of arena.idValues(targets).entries()) {
        kernels.addScaled(arena.slice(Ww.gradient, w, 1), rows[r][1], -scale);
        db[w] -= scale;
        features?.accumulate(r, w, -scale);
        for (const { touched } of [Ww, bw]) touched?.add(w);
      }
    },
  };
}
