import { cosine, exp, log } from '../../core/math';
import type { Kernels } from '../../kernels/kernels';
import type { Signal } from './blockPart';
import type { Positions } from './positions';

/** Base of the angles, as in the paper. */
const BASE = 10_000;

interface Heads {
  readonly heads: number;
  /** Number of tokens of a context. */
  readonly C: number;
}

/** Rotates queries and keys in place, and the gradients back. */
export interface Rotation {
  forward(): void;
  backward(): void;
}

/**
 * Rotary position embedding, Su et al. (2021): in each head, unit pairs (2i, 2i + 1) of queries and keys are rotated by
 * the angle m θ_i, where m is the position of the token and θ_i = 10000^(-2i / d). The product of a query and a key
 * then depends on the distance of their tokens. If d is odd, the last unit of each head is not rotated.
 */
export function rotation(
  { arena }: Kernels,
  qkv: Signal, // [R, 3H]
  positions: Positions,
  { heads, C }: Heads,
): Rotation {
  const H = qkv.value.columns / 3;
  const d = H / heads;
  const pairs = Math.floor(d / 2);
  const { cosines, sines } = anglesOf(C, pairs, d);

  /** `direction`: 1 to rotate, -1 to rotate back. */
  function rotate(values: Float32Array | Float64Array, direction: number): void {
    for (const [row, m] of arena.idValues(positions.ids).entries()) {
      // Queries and keys are adjacent, so together they are 2 * heads heads.
      for (let head = 0; head < 2 * heads; head++) {
        for (let i = 0; i < pairs; i++) {
          const at = row * 3 * H + head * d + 2 * i;
          const [c, s] = [cosines[m * pairs + i], direction * sines[m * pairs + i]];
          const [x, y] = [values[at], values[at + 1]];
          values[at] = x * c - y * s;
          values[at + 1] = x * s + y * c;
        }
      }
    }
  }

  return {
    forward: () => rotate(arena.values(qkv.value), 1),
    backward: () => rotate(arena.values(qkv.gradient), -1),
  };
}

/** Returns the cosines and sines of m θ_i, [C, pairs]. */
function anglesOf(C: number, pairs: number, d: number) {
  const cosines = new Float64Array(C * pairs);
  const sines = new Float64Array(C * pairs);
  for (let i = 0; i < pairs; i++) {
    const angle = exp((-2 * i * log(BASE)) / d);
    const [c, s] = [cosine(angle), cosine(Math.PI / 2 - angle)];
    let [x, y] = [1, 0];
    for (let m = 0; m < C; m++) {
      cosines[m * pairs + i] = x;
      sines[m * pairs + i] = y;
      [x, y] = [x * c - y * s, x * s + y * c];
    }
  }
  return { cosines, sines };
}
