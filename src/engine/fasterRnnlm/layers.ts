import { logistic, tanh } from '../core/math';
import { type FasterRnnlmModel, type LayerType, type LayerWeights, layerTypes } from './model';

/** The maximum output of `relu-trunc`. */
const TRUNCATION = 20;

const activations = {
  sigmoid: logistic,
  tanh,
  relu: (a: number) => Math.max(a, 0),
  'relu-trunc': (a: number) => Math.min(Math.max(a, 0), TRUNCATION),
} as const;

/**
 * The hidden states of all layers [layers * H] after `word`, from those before it. An unknown word
 * contributes a zero input; the recurrent step still runs.
 */
export function nextHidden(model: FasterRnnlmModel, hidden: Float64Array, word: number): Float64Array {
  const { hidden: H, layerType } = model.structure;
  const next = new Float64Array(hidden.length);
  let x = new Float64Array(H);
  if (word >= 0) x.set(model.embedding.subarray(word * H, word * H + H));
  for (const [l, weights] of model.layers.entries()) {
    x = layerAfter(layerType, l, weights, x, hidden.subarray(l * H, l * H + H));
    next.set(x, l * H);
  }
  return next;
}

function layerAfter(
  type: LayerType,
  l: number,
  weights: LayerWeights,
  x: Float64Array<ArrayBuffer>,
  before: Float64Array,
): Float64Array<ArrayBuffer> {
  if (type in activations) {
    const [recurrent, input] = weights.matrices;
    const a = l > 0 ? product(input, x) : x.slice();
    addProduct(a, recurrent, before);
    return a.map(activations[type as keyof typeof activations]); // type is one of them
  }
  return gated(type, weights, x, before);
}

function gated(
  type: LayerType,
  { matrices, vectors }: LayerWeights,
  x: Float64Array<ArrayBuffer>,
  before: Float64Array,
): Float64Array<ArrayBuffer> {
  const { hasInput, hasBias } = layerTypes[type];
  const [Ir, Wr, Iu, Wu, Iq, Wq] = matrices;
  const from = (I: Float32Array) => (hasInput ? product(I, x) : x.slice());
  const [r, u, q] = [from(Ir), from(Iu), from(Iq)];
  if (hasBias) {
    for (const [gate, bias] of [
      [r, vectors[0]],
      [u, vectors[1]],
    ] as const) {
      for (let j = 0; j < gate.length; j++) gate[j] += bias[j];
    }
  }
  addProduct(r, Wr, before);
  addProduct(u, Wu, before);
  const resetHidden = before.map((h, j) => h * logistic(r[j]));
  addProduct(q, Wq, resetHidden);
  return q.map((a, j) => before[j] + logistic(u[j]) * (tanh(a) - before[j]));
}

function product(W: Float32Array, x: Float64Array): Float64Array<ArrayBuffer> {
  const y = new Float64Array(x.length);
  addProduct(y, W, x);
  return y;
}

/** y += W x, for W [H, H] with indices (to, from). */
function addProduct(y: Float64Array, W: Float32Array, x: Float64Array): void {
  const H = x.length;
  for (let to = 0; to < H; to++) {
    let sum = 0;
    for (let j = 0; j < H; j++) sum += W[to * H + j] * x[j];
    y[to] += sum;
  }
}
