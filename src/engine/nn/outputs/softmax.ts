import type { Kernels } from '../../kernels/kernels';
import { bias, type Parameter, parameter } from '../parameters';
import type { DirectConnections } from './directConnections';
import type { OutputKind, OutputLayer, OutputSource, StepReadout } from './output';
import { denseProjection, type Projection, tiedProjection } from './projection';

/**
 * P(next | history) = softmax(y), trained by cross-entropy.
 *
 *     y = h Why + by        loss = -ln p[target], in nats
 *
 * | symbol | variable | shape    |
 * |--------|----------|----------|
 * | Why    | Why      | [D, V]   |
 * | by     | by       | [1, V]   |
 * | y, p   | P        | [R, V]   |
 *
 * With several sources, D is the sum of their widths. Each source has its own rows of Why.
 */
export const softmax: OutputKind<'Why' | 'by'> = {
  tied: false,
  frequentFirst: false,

  parameters: (arena, D, V) => ({
    Why: parameter(arena, { name: 'Why', role: 'output', rows: D, columns: V }),
    by: bias(arena, 'by', V),
  }),

  build(kernels, { Why, by }, _embedding, sources, { direct }) {
    const projections = sources.map(({ h }, k) => {
      const rows = (tensor: typeof h) => kernels.arena.slice(tensor, k * h.columns, h.columns);
      return denseProjection(kernels, rows(Why.value), rows(Why.gradient));
    });
    return softmaxOutput(kernels, by, projections, sources, direct);
  },

  readout: (kernels, { Why, by }) =>
    softmaxReadout(kernels, by, denseProjection(kernels, Why.value, Why.gradient)),
};

/**
 * A softmax output whose weights Why are the transposed embedding [V, H]: Inan, Khosravi & Socher (2017);
 * Press & Wolf (2017).
 */
export const tied: OutputKind<'by'> = {
  tied: true,
  frequentFirst: false,

  parameters: (arena, _D, V) => ({ by: bias(arena, 'by', V) }),

  build: (kernels, { by }, embedding, sources, { direct }) =>
    softmaxOutput(kernels, by, [tiedTo(kernels, embedding, by)], sources, direct),

  readout: (kernels, { by }, embedding) => softmaxReadout(kernels, by, tiedTo(kernels, embedding, by)),
};

/**
 * Returns a projection with the first V rows of the embedding, which can have an additional row for positions
 * before the first token.
 */
function tiedTo(kernels: Kernels, embedding: Parameter | undefined, by: Parameter): Projection {
  if (!embedding) throw new Error('tied weights need an embedding');
  const { arena } = kernels;
  const V = by.value.columns;
  return tiedProjection(kernels, arena.slice(embedding.value, 0, V), arena.slice(embedding.gradient, 0, V));
}

/**
 * Returns a softmax output. The logits are the sum of by, the projections of all sources and the direct
 * connections.
 */
export function softmaxOutput(
  kernels: Kernels,
  by: Parameter,
  projections: readonly Projection[],
  sources: readonly OutputSource[],
  direct?: DirectConnections,
): OutputLayer {
  const P = kernels.arena.tensor(sources[0].h.rows, by.value.columns);
  const losses = kernels.arena.tensor(P.rows, 1);
  const rows = Array.from({ length: P.rows }, (_, r) => kernels.arena.slice(P, r, 1));
  const logits = () => {
    kernels.setRows(P, by.value);
    for (const [k, { h }] of sources.entries()) projections[k].forward(P, h);
    if (direct) for (const [r, y] of rows.entries()) direct.add(y, r);
  };

  return {
    losses,

    loss(targets) {
      logits();
      kernels.softmaxLoss(P, losses, targets);
      return kernels.sum(losses);
    },

    backward(targets, scale) {
      kernels.softmaxLossBackward(P, targets, scale); // dy = scale (p - 1[target])
      for (const [k, { dh }] of sources.entries()) projections[k].backward(dh, P);
    },

    accumulate() {
      for (const [k, { h }] of sources.entries()) projections[k].accumulate(h, P);
      kernels.sumRows(by.gradient, P);
      if (direct) for (const [r, dy] of rows.entries()) direct.accumulate(dy, r);
    },

    logProbs() {
      logits();
      kernels.logSoftmax(P);
      return P;
    },
  };
}

function softmaxReadout(kernels: Kernels, by: Parameter, projection: Projection): StepReadout {
  return {
    forward(p, h) {
      kernels.setRows(p, by.value);
      projection.forward(p, h);
      kernels.softmax(p);
    },

    backward(dh, dp, p) {
      kernels.softmaxBackward(dp, p);
      projection.backward(dh, dp);
    },

    accumulate(h, dy) {
      projection.accumulate(h, dy);
      kernels.sumRows(by.gradient, dy);
    },
  };
}
