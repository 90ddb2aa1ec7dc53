import { logistic, tanh } from '../../core/math';
import {
  type FasterRnnlmModel,
  type FasterRnnlmStructure,
  type LayerWeights,
  layerTypes,
} from './fasterRnnlmModel';

/** Maximum output of the layer type `relu-trunc`. */
const TRUNCATION = 20;

const activations = {
  sigmoid: logistic,
  tanh,
  relu: (a: number) => Math.max(a, 0),
  'relu-trunc': (a: number) => Math.min(Math.max(a, 0), TRUNCATION),
} as const;

/**
 * Returns the hidden states of all layers [layers * H] after `word`, from the hidden states before it. An
 * unknown word contributes a zero input; the recurrent step is still computed.
 */
export function nextHidden(model: FasterRnnlmModel, hidden: Float64Array, word: number): Float64Array {
  const { hidden: H } = model.structure;
  const next = new Float64Array(hidden.length);
  let x = new Float64Array(H);
  if (word >= 0) x.set(model.embedding.subarray(word * H, word * H + H));
  for (const [l, weights] of model.layers.entries()) {
    x = layerAfter(model.structure, l, weights, x, hidden.subarray(l * H, l * H + H));
    next.set(x, l * H);
  }
  return next;
}

function layerAfter(
  { layerType: type, scrn }: FasterRnnlmStructure,
  l: number,
  weights: LayerWeights,
  x: Float64Array<ArrayBuffer>,
  before: Float64Array,
): Float64Array<ArrayBuffer> {
  if (type in activations) {
    const [recurrent, input] = weights.matrices;
    const a = l > 0 ? product(input, x, x.length) : x.slice();
    addProduct(a, recurrent, before);
    // The cast is needed because `in` does not narrow a string.
    return a.map(activations[type as keyof typeof activations]);
  }
  const kind = type === 'scrn' ? undefined : layerTypes[type];
  if (kind?.isGated) return gated(kind, weights, x, before);
  return constrained(weights, x, before, scrn?.isFast === true && l === 0);
}

function gated(
  { hasInput, hasBias }: { readonly hasInput: boolean; readonly hasBias: boolean },
  { matrices, vectors }: LayerWeights,
  x: Float64Array<ArrayBuffer>,
  before: Float64Array,
): Float64Array<ArrayBuffer> {
  const [Ir, Wr, Iu, Wu, Iq, Wq] = matrices;
  const from = (I: Float32Array) => (hasInput ? product(I, x, x.length) : x.slice());
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

/**
 * Computes a structurally constrained (scrn) layer: the context s, which changes slowly, and the ordinary
 * units g.
 */
function constrained(
  { matrices: [B, P, A, R], vectors: [decay] }: LayerWeights,
  x: Float64Array<ArrayBuffer>,
  before: Float64Array,
  isInput: boolean,
): Float64Array<ArrayBuffer> {
  const C = decay.length;
  const fromInput = isInput ? x.subarray(0, C) : product(B, x, C);
  const s = fromInput.map((input, i) => (1 - decay[i]) * input + decay[i] * before[i]);
  const a = isInput ? x.slice(C) : product(A, x, x.length - C);
  addProduct(a, P, s);
  addProduct(a, R, before.subarray(C));
  return Float64Array.of(...s, ...a.map(logistic));
}

/** Returns the product W x, which has `rows` elements. */
function product(W: Float32Array, x: Float64Array, rows: number): Float64Array<ArrayBuffer> {
  const y = new Float64Array(rows);
  addProduct(y, W, x);
  return y;
}

/** Adds the product W x to y. W is stored row by row, with the indices (to, from). */
function addProduct(y: Float64Array, W: Float32Array, x: Float64Array): void {
  const columns = x.length;
  for (let to = 0; to < y.length; to++) {
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += W[to * columns + j] * x[j];
    y[to] += sum;
  }
}
