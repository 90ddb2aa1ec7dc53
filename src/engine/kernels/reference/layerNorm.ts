import { erf } from '../../core/erf';
import { exp } from '../../core/math';
import type { Arena } from '../../core/tensor';
import type { AttentionKernels } from '../attentionKernels';

type NormKernels = Pick<AttentionKernels, 'layerNorm' | 'layerNormBackward' | 'gelu' | 'geluBackward'>;

/** Added to the variance, as in PyTorch. */
const EPSILON = 1e-5;

/** The distribution function of the standard normal distribution. */
const distribution = (a: number) => (1 + erf(a / Math.SQRT2)) / 2;
const density = (a: number) => exp((-a * a) / 2) / Math.sqrt(2 * Math.PI);

/** Returns the kernels of layer normalisation (Ba, Kiros & Hinton 2016) and of GELU (Hendrycks & Gimpel 2016). */
export function layerNormKernels(arena: Arena): NormKernels {
  return {
    layerNorm({ y: Y, n: N, s: S, x: X, gain, bias }) {
      const [y, n, s, x] = [Y, N, S, X].map(arena.values, arena);
      const [g, b] = [arena.values(gain), arena.values(bias)];
      const { rows, columns } = Y;
      for (let r = 0; r < rows; r++) {
        let mean = 0;
        for (let c = 0; c < columns; c++) mean += x[r * columns + c] / columns;
        let variance = 0;
        for (let c = 0; c < columns; c++) variance += (x[r * columns + c] - mean) ** 2 / columns;
        s[r] = 1 / Math.sqrt(variance + EPSILON);
        for (let c = 0; c < columns; c++) {
          const at = r * columns + c;
          n[at] = (x[at] - mean) * s[r];
          y[at] = n[at] * g[c] + b[c];
        }
      }
    },

    layerNormBackward({ dx: DX, dy: DY, n: N, s: S, gain }) {
      const [dx, dy, n, s] = [DX, DY, N, S].map(arena.values, arena);
      const g = arena.values(gain);
      const { rows, columns } = DX;
      for (let r = 0; r < rows; r++) {
        let [mean, product] = [0, 0];
        for (let c = 0; c < columns; c++) {
          const at = r * columns + c;
          mean += (dy[at] * g[c]) / columns;
          product += (dy[at] * g[c] * n[at]) / columns;
        }
        for (let c = 0; c < columns; c++) {
          const at = r * columns + c;
          dx[at] += s[r] * (dy[at] * g[c] - mean - n[at] * product);
        }
      }
    },

    gelu(Y, A) {
      const [y, a] = [arena.values(Y), arena.values(A)];
      for (let i = 0; i < y.length; i++) y[i] = a[i] * distribution(a[i]);
    },

    geluBackward(dA, dY, A) {
      const [da, dy, a] = [dA, dY, A].map(arena.values, arena);
      for (let i = 0; i < da.length; i++) da[i] = dy[i] * (distribution(a[i]) + a[i] * density(a[i]));
    },
  };
}
