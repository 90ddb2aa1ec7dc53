import type { Tensor } from '../../core/tensor';
import type { Kernels } from '../../kernels/kernels';
import type { CarriedState } from '../carriedState';

/**
 * Returns the state with the keys and values of the C - 1 tokens before a window. With it, the window does not
 * compute them again. `qkv` has the queries, keys and values of the window, [T * B, 3H].
 *
 * | symbol | shape             | meaning                                                         |
 * |--------|-------------------|-----------------------------------------------------------------|
 * | value  | [B, (C - 1) * 2H] | key and value of each token, oldest first; the newest at the end |
 */
export function keyValueState({ arena, fill }: Kernels, qkv: Tensor, B: number, C: number): CarriedState {
  const H = qkv.columns / 3;
  const width = 2 * H;
  const kept = C - 1;
  const value = arena.tensor(B, kept * width);
  return {
    name: 'history_keys',
    value,
    advance(t = qkv.rows / B) {
      const [memory, window] = [arena.values(value), arena.values(qkv)];
      const fresh = Math.min(t, kept);
      for (let b = 0; b < B; b++) {
        const start = b * kept * width;
        memory.copyWithin(start, start + fresh * width, start + kept * width);
        for (let i = 0; i < fresh; i++) {
          const row = (t - fresh + i) * B + b;
          const from = row * 3 * H + H;
          memory.set(window.subarray(from, from + width), start + (kept - fresh + i) * width);
        }
      }
    },
    reset: () => fill(value, 0),
  };
}
