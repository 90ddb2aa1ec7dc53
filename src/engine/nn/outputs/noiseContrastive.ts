import { log } from '../../core/math';
import { asColumn, type Ids } from '../../core/tensor';
import type { Kernels } from '../../kernels/kernels';
import { bias, type NamedParameters, parameter, sparse } from '../parameters';
import { normalised, selfNormalised } from './contrastScores';
import type { DirectConnections } from './directConnections';
import { drawNoise, logExpectedCounts } from './noise';
import type { OutputKind, OutputLayer, OutputSource } from './output';

/**
 * Noise-contrastive estimation (Gutmann & Hyvärinen 2010; Mnih & Teh 2012). The output learns to distinguish
 * the next symbol from K noise symbols, which all rows of a step share (Zoph, Vaswani, May & Knight 2016).
 * Scores become nearly normalised without a sum over V. A step therefore costs K + 1 products of length D per
 * row instead of V.
 *
 *     s(w) = h Ww[w] + bw[w] - ln V       after training, nearly ln P(w | h)
 *     d(w) = s(w) - ln (K q(w))           log odds that w is not noise; q is the noise distribution
 *     loss = -ln σ(d(target)) - Σ ln σ(-d(noise)), in nats
 *
 * Training minimises the loss. The output reports -s(target) instead, which estimates -ln P(target | h).
 * For scoring a text, P is the softmax of s (normalised), or ln P is s itself (self-normalised).
 *
 * | symbol     | variable | shape  |
 * |------------|----------|--------|
 * | Ww, bw     | Ww, bw   | [V, D], [1, V] |
 * | d, of the target | Y  | [R, 1] |
 * | -d, of the noise | N  | [R, K] |
 */
export const noiseContrastive: OutputKind<'Ww' | 'bw'> = {
  tied: false,
  frequentFirst: true,

  parameters: (arena, D, V) => ({
    Ww: sparse(parameter(arena, { name: 'Ww', role: 'embedding', rows: V, columns: D })),
    bw: sparse(bias(arena, 'bw', V)),
  }),

  build(kernels, parameters, _embedding, [source], { options, direct, seed }) {
    if (seed !== undefined) {
      return contrast(kernels, parameters, source, { direct, K: options.noise, seed });
    }
    const output = normalised(kernels, parameters, source, direct);
    return options.scoring === 'selfNormalised'
      ? { ...output, ...selfNormalised(kernels, parameters, source, direct) }
      : output;
  },
};

interface ContrastOptions {
  readonly direct: DirectConnections | undefined;
  /** Number of noise symbols per training step. */
  readonly K: number;
  readonly seed: number;
}

/** Returns the output for training, with the loss of noise-contrastive estimation. */
function contrast(
  kernels: Kernels,
  { Ww, bw }: NamedParameters<'Ww' | 'bw'>,
  { h, dh }: OutputSource,
  { direct, K, seed }: ContrastOptions,
): OutputLayer {
  const { arena } = kernels;
  const [R, D, V] = [h.rows, h.columns, Ww.value.rows];
  const noise = arena.ids(K);
  const [Y, N] = [arena.tensor(R, 1), arena.tensor(R, K)];
  const [G, dG] = [arena.tensor(R, D), arena.tensor(K, D)];
  const F = arena.tensor(K, D); // rows of Ww for the noise symbols; G has the rows for the targets
  const offsets = arena.tensor(1, K); // bw - ln V - ln(K q) of the noise symbols
  const losses = arena.tensor(R, 1);
  const [targetLosses, noiseLosses] = [arena.tensor(R, 1), arena.tensor(R, 1)];
  const expectedCounts = logExpectedCounts(V, K);
  const lnV = log(V);
  let normalisedOutput: OutputLayer | undefined;
  const rows = Array.from({ length: R }, (_, r) => ({
    h: arena.slice(h, r, 1),
    dh: arena.slice(dh, r, 1),
    G: arena.slice(G, r, 1),
    y: arena.slice(Y, r, 1),
  }));

  function scoreTargets(targets: Ids): void {
    kernels.gatherRows(G, Ww.value, targets);
    kernels.fill(Y, 0);
    for (const { y, h, G } of rows) kernels.matmulNT(y, h, G);
    const [symbols, y, b, loss] = [
      arena.idValues(targets),
      arena.values(Y),
      arena.values(bw.value),
      arena.values(losses),
    ];
    const features = direct?.forOutputs(V);
    for (const [r, w] of symbols.entries()) {
      const s = y[r] + b[w] - lnV + (features?.weight(r, w) ?? 0);
      loss[r] = -s;
      y[r] = s - expectedCounts[w];
    }
  }

  function scoreNoise(): void {
    const [symbols, offset, b] = [arena.idValues(noise), arena.values(offsets), arena.values(bw.value)];
    for (const [k, w] of symbols.entries()) offset[k] = b[w] - lnV - expectedCounts[w];
    kernels.gatherRows(F, Ww.value, noise);
    kernels.setRows(N, offsets);
    kernels.matmulNT(N, h, F);
    const features = direct?.forOutputs(V);
    if (features) {
      const d = arena.values(N);
      for (let i = 0; i < d.length; i++) d[i] += features.weight(Math.floor(i / K), symbols[i % K]);
    }
    kernels.scale(N, -1);
  }

  return {
    losses,

    draw: step => drawNoise(arena.idValues(noise), V, seed, step),

    loss(targets) {
      scoreTargets(targets);
      scoreNoise();
      kernels.logisticLoss(Y, targetLosses);
      kernels.logisticLoss(N, noiseLosses);
      return kernels.sum(targetLosses) + kernels.sum(noiseLosses);
    },

    backward(_targets, scale) {
      kernels.logisticLossBackward(Y, scale);
      kernels.logisticLossBackward(N, -scale); // -scale, because N contains -d
      for (const { y, dh, G } of rows) kernels.matmul(dh, y, G);
      kernels.matmul(dh, N, F);
    },

    accumulate(targets) {
      const y = arena.values(Y);
      for (const [r, { h, G }] of rows.entries()) {
        kernels.fill(G, 0);
        kernels.addScaled(G, h, y[r]);
      }
      kernels.scatterAddRows(Ww.gradient, G, targets);
      kernels.fill(dG, 0);
      kernels.matmulTN(dG, N, h);
      kernels.scatterAddRows(Ww.gradient, dG, noise);
      kernels.fill(offsets, 0);
      kernels.sumRows(offsets, N);
      kernels.scatterAddRows(asColumn(bw.gradient), Y, targets);
      kernels.scatterAddRows(asColumn(bw.gradient), asColumn(offsets), noise);
      for (const { touched } of [Ww, bw]) {
        touched?.addEach(arena.idValues(targets));
        touched?.addEach(arena.idValues(noise));
      }
      accumulateFeatures(targets);
    },

    logProbs() {
      normalisedOutput ??= normalised(kernels, { Ww, bw }, { h, dh }, direct);
      return normalisedOutput.logProbs();
    },
  };

  function accumulateFeatures(targets: Ids): void {
    const features = direct?.forOutputs(V);
    if (!features) return;
    const [symbols, noises] = [arena.idValues(targets), arena.idValues(noise)];
    const [y, d] = [arena.values(Y), arena.values(N)];
    for (const [r, w] of symbols.entries()) features.accumulate(r, w, y[r]);
    for (let i = 0; i < d.length; i++) features.accumulate(Math.floor(i / K), noises[i % K], d[i]);
  }
}
