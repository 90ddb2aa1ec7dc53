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

/** The names of the gates of a layer of a gated type, in the order in which `VisitGates` receives them. */
export const gateNames = ['r', 'u', 'q'] as const;

/** Called for each gated layer with the values of its gates, each [H], after their activation functions. */
export type VisitGates = (layer: number, gates: readonly Float64Array[]) => void;

/**
 * Returns the hidden states of all layers [layers * H] after `word`, from the hidden states before it. An
 * unknown word contributes a zero input; the recurrent step is still computed.
 */
export function nextHidden(
  model: FasterRnnlmModel,
  hidden: Float64Array,
  word: number,
  visitGates?: VisitGates,
): Float64Array {
  const { hidden: H } = model.structure;
  const next = new Float64Array(hidden.length);
  let x = new Float64Array(H);
  if (word >= 0) x.set(model.embedding.subarray(word * H, word * H + H));
  for (const [l, weights] of model.layers.entries()) {
    const before = hidden.subarray(l * H, l * H + H);
    const kind = gatedKindOf(model.structure.layerType);
    if (kind) {
      const gates = gatesOf(kind, weights, x, before);
      visitGates?.(l, gates);
      x = gated(gates, before);
    } else x = ungated(model.structure, l, weights, x, before);
    next.set(x, l * H);
  }
  return next;
}

/** Returns the properties of a gated type of layers. Undefined for other types. */
export function gatedKindOf(type: FasterRnnlmStructure['layerType']) {
  const kind = type === 'scrn' ? undefined : layerTypes[type];
  return kind?.isGated ? kind : undefined;
}

function ungated(
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
  return constrained(weights, x, before, scrn?.isFast === true && l === 0);
}

/** Returns r, u and q of a gated layer, in this order. */
function gatesOf(
  { hasInput, hasBias }: { readonly hasInput: boolean; readonly hasBias: boolean },
  { matrices, vectors }: LayerWeights,
  x: Float64Array<ArrayBuffer>,
  before: Float64Array,
): Float64Array<ArrayBuffer>[] {
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
  const reset = r.map(logistic);
  const resetHidden = before.map((h, j) => h * reset[j]);
  addProduct(q, Wq, resetHidden);
  return [reset, u.map(logistic), q.map(tanh)];
}

function gated(
  [, u, q]: readonly Float64Array<ArrayBuffer>[],
  before: Float64Array,
): Float64Array<ArrayBuffer> {
  return q.map((candidate, j) => before[j] + u[j] * (candidate - before[j]));
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
