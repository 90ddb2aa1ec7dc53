import type { Arena } from '../../core/tensor';
import { bias, gain, parameter } from '../parameters';
import type { AttentionKind } from './cell';

/** Number of units of the feed-forward part per hidden unit. */
const WIDTH = 4;

/**
 * A block of a transformer, Vaswani et al. (2017), that sees only earlier tokens and normalises the input of each
 * part, as GPT-2 does (Radford et al. 2019). `LN` is layer normalisation.
 *
 *     q, k, v = LN(x; g1, b1) Wqkv + bqkv
 *     x' = x + attention(q, k, v) Wo + bo
 *     h = x' + gelu(LN(x'; g2, b2) Wup + bup) Wdown + bdown
 *
 * | symbol   | variable | shape    |
 * |----------|----------|----------|
 * | Wqkv     | Wxh      | [H, 3H]  |
 * | bqkv     | bh       | [1, 3H]  |
 * | Wo       | Wo       | [H, H]   |
 * | Wup      | Wup      | [H, 4H]  |
 * | Wdown    | Wdown    | [4H, H]  |
 * | q, k, v  | gates    | [R, 3H]  |
 */
const block: AttentionKind<keyof ReturnType<typeof blockParameters>> = {
  attends: true,
  gates: 3,
  gateNames: ['q', 'k', 'v'],
  activation: 'own',
  learned: true,
  windowed: false,
  parameters: blockParameters,

  /**
   * Multiplies the initial weights of the layers that add to x by 1 / sqrt(2 layers), as in GPT-2 (Radford et al. 2019):
   * there are two such layers per block, so the variance of h does not grow with the number of blocks.
   */
  initialise({ cell: { Wo, Wdown } }, { arena, layers }) {
    const factor = 1 / Math.sqrt(2 * layers);
    for (const { value } of [Wo, Wdown]) {
      const weights = arena.values(value);
      for (let i = 0; i < weights.length; i++) weights[i] *= factor;
    }
  },
};

/** The top block of a transformer: the output receives LN(h; g3, b3). The blocks below have no such norm. */
export const transformer: AttentionKind<
  keyof ReturnType<typeof blockParameters> | keyof ReturnType<typeof finalNorm>
> = {
  ...block,
  beneath: block,
  parameters: (arena, H) => ({ ...blockParameters(arena, H), ...finalNorm(arena, H) }),
};

function blockParameters(arena: Arena, H: number) {
  const matrix = (name: string, rows: number, columns: number) =>
    parameter(arena, { name, role: 'block', rows, columns });
  return {
    g1: gain(arena, 'g1', H),
    b1: bias(arena, 'b1', H),
    Wo: matrix('Wo', H, H),
    bo: bias(arena, 'bo', H),
    g2: gain(arena, 'g2', H),
    b2: bias(arena, 'b2', H),
    Wup: matrix('Wup', H, WIDTH * H),
    bup: bias(arena, 'bup', WIDTH * H),
    Wdown: matrix('Wdown', WIDTH * H, H),
    bdown: bias(arena, 'bdown', H),
  };
}

const finalNorm = (arena: Arena, H: number) => ({ g3: gain(arena, 'g3', H), b3: bias(arena, 'b3', H) });
