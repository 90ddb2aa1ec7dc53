import { exp } from '../../../core/math';
import type { Arena, Tensor } from '../../../core/tensor';
import type { OutputSource } from '../../outputs/output';
import { parameter } from '../../parameters';
import { allocatePooled, eachRow, type PoolingKind } from './pooling';

/**
 * A weighted mean of the states after all tokens of a text. The network learns the weights: the query Wa is
 * multiplied by each state. h_t are the states of all directions, one after the other.
 *
 *     e_t = h_t Wa        p_t = exp(e_t) / sum over s of exp(e_s)        h = sum over t of p_t h_t
 *
 * | symbol | variable | shape   |
 * |--------|----------|---------|
 * | Wa     | Wa       | [D, 1]  |
 * | p      | weights  | [T * B] |
 */
export const attention: PoolingKind = {
  parameters: (arena, D) => ({ Wa: parameter(arena, { name: 'Wa', role: 'output', rows: D, columns: 1 }) }),

  build(kernels, { Wa }, input) {
    const { sources, B } = input;
    const { arena } = kernels;
    const pooled = allocatePooled(kernels, input);
    const weights = new Float64Array(sources[0].h.rows);
    const dScores = new Float64Array(weights.length);
    const query = partsOf(arena, Wa.value, sources);
    const dQuery = partsOf(arena, Wa.gradient, sources);
    const numbers = (tensor: Tensor) => arena.values(tensor);

    /** Adds the product of each row of the states with the vector of its text, or with one vector for all texts. */
    const addProducts = (
      to: Float64Array,
      lengths: ArrayLike<number>,
      vectors: readonly Tensor[],
      one: boolean,
    ) => {
      for (const [k, { h }] of sources.entries()) {
        const [from, w, H] = [numbers(h), numbers(vectors[k]), h.columns];
        eachRow(lengths, B, (b, row) => {
          const start = one ? 0 : b * H;
          for (let j = 0; j < H; j++) to[row] += from[row * H + j] * w[start + j];
        });
      }
    };

    return {
      pooled,

      forward(lengths) {
        weights.fill(0);
        addProducts(weights, lengths, query, true);
        softmaxOfTexts(weights, lengths, B);
        for (const [k, { h }] of sources.entries()) {
          const [from, to, H] = [numbers(h), numbers(pooled[k].h).fill(0), h.columns];
          eachRow(lengths, B, (b, row) => {
            for (let j = 0; j < H; j++) to[b * H + j] += weights[row] * from[row * H + j];
          });
        }
      },

      backward(lengths) {
        dScores.fill(0);
        const gradients = pooled.map(({ dh }) => dh);
        addProducts(dScores, lengths, gradients, false);
        const means = new Float64Array(B);
        eachRow(lengths, B, (b, row) => {
          means[b] += weights[row] * dScores[row];
        });
        eachRow(lengths, B, (b, row) => {
          dScores[row] = weights[row] * (dScores[row] - means[b]); // de = p (dp - sum of p dp)
        });
        for (const [k, { dh }] of sources.entries()) {
          const [to, from, w, H] = [numbers(dh), numbers(pooled[k].dh), numbers(query[k]), dh.columns];
          eachRow(lengths, B, (b, row) => {
            for (let j = 0; j < H; j++)
              to[row * H + j] += weights[row] * from[b * H + j] + dScores[row] * w[j];
          });
        }
      },

      accumulate() {
        for (const [k, { h }] of sources.entries()) {
          const [from, to, H] = [numbers(h), numbers(dQuery[k]), h.columns];
          for (const [row, de] of dScores.entries()) {
            if (de !== 0) for (let j = 0; j < H; j++) to[j] += de * from[row * H + j];
          }
        }
      },
    };
  },
};

/** Returns the rows of the query for each direction. */
function partsOf(arena: Arena, query: Tensor, sources: readonly OutputSource[]): Tensor[] {
  return sources.map(({ h }, k) => arena.slice(query, k * h.columns, h.columns));
}

/** Replaces the scores of the rows of each text by their softmax. */
function softmaxOfTexts(scores: Float64Array, lengths: ArrayLike<number>, B: number): void {
  const largest = new Float64Array(B).fill(Number.NEGATIVE_INFINITY);
  const sums = new Float64Array(B);
  eachRow(lengths, B, (b, row) => {
    largest[b] = Math.max(largest[b], scores[row]);
  });
  eachRow(lengths, B, (b, row) => {
    scores[row] = exp(scores[row] - largest[b]);
    sums[b] += scores[row];
  });
  eachRow(lengths, B, (b, row) => {
    scores[row] /= sums[b];
  });
}
