import { allocatePooled, eachRow, type PoolingKind } from './pooling';

/** The mean of the states after all tokens of a text. */
export const mean: PoolingKind = {
  parameters: () => ({}),

  build(kernels, _parameters, input) {
    const { sources, B } = input;
    const { arena } = kernels;
    const pooled = allocatePooled(kernels, input);
    return {
      pooled,

      forward(lengths) {
        for (const [k, { h }] of sources.entries()) {
          const [from, to] = [arena.values(h), arena.values(pooled[k].h).fill(0)];
          const H = h.columns;
          eachRow(lengths, B, (b, row) => {
            for (let j = 0; j < H; j++) to[b * H + j] += from[row * H + j] / lengths[b];
          });
        }
      },

      backward(lengths) {
        for (const [k, { dh }] of sources.entries()) {
          const [to, from] = [arena.values(dh), arena.values(pooled[k].dh)];
          const H = dh.columns;
          eachRow(lengths, B, (b, row) => {
            for (let j = 0; j < H; j++) to[row * H + j] += from[b * H + j] / lengths[b];
          });
        }
      },

      accumulate() {},
    };
  },
};
