import { allocatePooled, type PoolingKind } from './pooling';

/**
 * The state of each direction after it has read the whole text: of the forward direction at the last token, of the
 * other at the first.
 */
export const last: PoolingKind = {
  parameters: () => ({}),

  build(kernels, _parameters, input) {
    const { sources, B } = input;
    const { arena } = kernels;
    const pooled = allocatePooled(kernels, input);
    const rows = sources.map(() => arena.ids(B));
    return {
      pooled,

      forward(lengths) {
        for (const [k, { h }] of sources.entries()) {
          const values = arena.idValues(rows[k]);
          for (let b = 0; b < B; b++) values[b] = (k === 0 ? Math.max(0, lengths[b] - 1) : 0) * B + b;
          kernels.gatherRows(pooled[k].h, h, rows[k]);
        }
      },

      backward() {
        for (const [k, { dh }] of sources.entries()) kernels.scatterAddRows(dh, pooled[k].dh, rows[k]);
      },

      accumulate() {},
    };
  },
};
