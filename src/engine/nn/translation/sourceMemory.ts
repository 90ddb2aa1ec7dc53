import type { Ids, Tensor } from '../../core/tensor';
import type { Kernels } from '../../kernels/kernels';
import type { OutputSource } from '../outputs/output';
import type { AttentionParameters } from './translationWeights';

/** Added to the score of a step after the end of a source. Its weight is then exactly 0. */
const OUTSIDE = -1e9;

/** The encoder's states as attention reads them: all steps of a stream follow one another. Row b * S + j is symbol j of stream b. */
export interface SourceMemory {
  /** Number of steps of the encoder, S. */
  readonly S: number;
  /** The stream of each row, [B * S]. */
  readonly streams: Ids;
  /** h_j Wk + bk, [B * S, A], and its gradient. */
  readonly keys: Tensor;
  readonly dKeys: Tensor;
  /** 0 for each symbol of a source, a large negative number after its end, [B, S]. */
  readonly mask: Tensor;
  /** Returns the states of direction k after each symbol of stream b, [S, H]. */
  statesOf(k: number, b: number): OutputSource;
  /** Copies the states of the encoder, for sources with these lengths, and computes the keys. */
  read(lengths: ArrayLike<number>): void;
  /** Sets the gradients of keys and states to 0. */
  clear(): void;
  /** Adds to the gradients of the encoder's states, of Wk and of bk, from those of the keys and the copied states. */
  accumulate(): void;
}

export function sourceMemory(
  kernels: Kernels,
  { Wk, bk }: Pick<AttentionParameters, 'Wk' | 'bk'>,
  sources: readonly OutputSource[],
  B: number,
): SourceMemory {
  const { arena } = kernels;
  const S = sources[0].h.rows / B;
  const A = bk.value.columns;
  const [streams, order] = [arena.ids(B * S), arena.ids(B * S)];
  const [keys, dKeys, mask] = [arena.tensor(B * S, A), arena.tensor(B * S, A), arena.tensor(B, S)];
  const parts = sources.map(({ h: { columns: H } }, k) => ({
    h: arena.tensor(B * S, H),
    dh: arena.tensor(B * S, H),
    W: arena.slice(Wk.value, k * H, H),
    dW: arena.slice(Wk.gradient, k * H, H),
  }));
  const states = parts.map(({ h, dh }) =>
    Array.from({ length: B }, (_, b) => ({ h: arena.slice(h, b * S, S), dh: arena.slice(dh, b * S, S) })),
  );
  const [stream, from] = [arena.idValues(streams), arena.idValues(order)];
  for (let r = 0; r < B * S; r++) {
    stream[r] = Math.floor(r / S);
    from[r] = (r % S) * B + stream[r];
  }

  return {
    S,
    streams,
    keys,
    dKeys,
    mask,
    statesOf: (k, b) => states[k][b],

    read(lengths) {
      const outside = arena.values(mask);
      for (let r = 0; r < B * S; r++) outside[r] = r % S < lengths[Math.floor(r / S)] ? 0 : OUTSIDE;
      kernels.setRows(keys, bk.value);
      for (const [k, { h, W }] of parts.entries()) {
        kernels.gatherRows(h, sources[k].h, order);
        kernels.matmul(keys, h, W); // keys [B*S, A] += h [B*S, H] Wk
      }
    },

    clear() {
      kernels.fill(dKeys, 0);
      for (const { dh } of parts) kernels.fill(dh, 0);
    },

    accumulate() {
      kernels.sumRows(bk.gradient, dKeys);
      for (const [k, { h, dh, W, dW }] of parts.entries()) {
        kernels.matmulTN(dW, h, dKeys); // dWk [H, A] += hᵀ dKeys
        kernels.matmulNT(dh, dKeys, W); // dh [B*S, H] += dKeys Wkᵀ
        kernels.scatterAddRows(sources[k].dh, dh, order);
      }
    },
  };
}
