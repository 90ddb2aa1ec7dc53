import { exp } from '../../core/math';
import type { Arena } from '../../core/tensor';
import type { Attention, AttentionKernels } from '../attentionKernels';

/** The rows of one query and head in memory, as indices of elements. */
interface Query {
  /** Index of the query in qkv, and of its output in y. */
  readonly q: number;
  readonly y: number;
  /** Index of its first probability in p. */
  readonly p: number;
  /** The index of each key that it sees, oldest first: in qkv if `inWindow`, else in the memory. */
  readonly keys: readonly { readonly at: number; readonly inWindow: boolean }[];
}

/** Returns the kernels of attention, query by query and head by head. */
export function attentionKernels(arena: Arena): Pick<AttentionKernels, 'attend' | 'attendBackward'> {
  return {
    attend(tensors) {
      const { H, d, scale } = sizesOf(tensors);
      const [y, p, qkv, memory] = [tensors.y, tensors.p, tensors.qkv, tensors.memory].map(
        arena.values,
        arena,
      );
      p.fill(0);
      y.fill(0);
      eachQuery(arena, tensors, query => {
        const q = part(qkv, query.q, d);
        const sources = query.keys.map(({ inWindow }) => (inWindow ? qkv : memory));
        const scores = query.keys.map(({ at }, j) => scale * dot(q, part(sources[j], at, d)));
        const largest = Math.max(...scores);
        const exponentials = scores.map(score => exp(score - largest));
        const sum = exponentials.reduce((total, each) => total + each, 0);
        for (const [j, { at }] of query.keys.entries()) {
          p[query.p + j] = exponentials[j] / sum;
          addTo(part(y, query.y, d), p[query.p + j], part(sources[j], at + H, d));
        }
      });
    },

    attendBackward(tensors) {
      const { H, d, scale } = sizesOf(tensors);
      const [y, p, qkv, memory] = [tensors.y, tensors.p, tensors.qkv, tensors.memory].map(
        arena.values,
        arena,
      );
      const [dqkv, dy] = [tensors.dqkv, tensors.dy].map(arena.values, arena);
      dqkv.fill(0);
      eachQuery(arena, tensors, query => {
        const dOut = part(dy, query.y, d);
        const mean = dot(dOut, part(y, query.y, d)); // the mean of dp, weighted by p
        for (const [j, { at, inWindow }] of query.keys.entries()) {
          const from = inWindow ? qkv : memory;
          const probability = p[query.p + j];
          const ds = scale * probability * (dot(dOut, part(from, at + H, d)) - mean);
          addTo(part(dqkv, query.q, d), ds, part(from, at, d)); // dq += ds k
          if (!inWindow) continue;
          addTo(part(dqkv, at, d), ds, part(qkv, query.q, d)); // dk += ds q
          addTo(part(dqkv, at + H, d), probability, dOut); // dv += p dy
        }
      });
    },
  };
}

type Values = Float32Array | Float64Array;

const part = (values: Values, at: number, d: number) => values.subarray(at, at + d);

function dot(a: Values, b: Values): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}

/** Adds factor x to y. */
function addTo(y: Values, factor: number, x: Values): void {
  for (let k = 0; k < y.length; k++) y[k] += factor * x[k];
}

function sizesOf({ y, p }: Attention) {
  const H = y.columns;
  const heads = p.rows / y.rows;
  const d = H / heads;
  return { H, heads, d, scale: 1 / Math.sqrt(d) };
}

function eachQuery(arena: Arena, tensors: Attention, visit: (query: Query) => void): void {
  const { H, heads, d } = sizesOf(tensors);
  const B = tensors.memory.rows;
  const C = tensors.p.columns;
  const spans = arena.idValues(tensors.spans);
  for (let row = 0; row < tensors.y.rows; row++) {
    const [t, b] = [Math.floor(row / B), row % B];
    for (let head = 0; head < heads; head++) {
      const key = (step: number) => {
        const inWindow = step >= 0;
        const token = inWindow ? (step * B + b) * 3 * H + H : (b * (C - 1) + C - 1 + step) * 2 * H;
        return { at: token + head * d, inWindow };
      };
      visit({
        q: row * 3 * H + head * d,
        y: row * H + head * d,
        p: (row * heads + head) * C,
        keys: Array.from({ length: spans[row] }, (_, j) => key(t - spans[row] + 1 + j)),
      });
    }
  }
}
