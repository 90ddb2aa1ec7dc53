import { eigenvalues } from '../../core/eigenvalues';
import { log } from '../../core/math';
import { elementsOf } from '../../core/matrices';
import type { Lds } from './lds';

/** An eigenvalue of A: a part of the state that decays, and perhaps oscillates, without observations. */
export interface LdsMode {
  readonly re: number;
  readonly im: number;
  /** The absolute value: the share of the part that is left after one token. */
  readonly modulus: number;
  /** Number of tokens after which half of the part is left. Infinity from the modulus 1 on. */
  readonly halfLife: number;
}

/** Returns the modes of a system, slowest first. Of a conjugate pair, the one with the positive part is first. */
export function describeModes({ transitions }: Lds): LdsMode[] {
  const found = eigenvalues(elementsOf(transitions), transitions.rows) ?? [];
  return found
    .map(([re, im]) => {
      const modulus = Math.sqrt(re * re + im * im);
      return { re, im, modulus, halfLife: modulus < 1 ? Math.LN2 / -log(modulus) : Number.POSITIVE_INFINITY };
    })
    .sort((a, b) => b.modulus - a.modulus || b.im - a.im);
}
