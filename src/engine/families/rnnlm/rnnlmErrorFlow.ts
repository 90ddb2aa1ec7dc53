import type { ErrorFlow, WeightChanges, WeightGroup } from '../../../protocol/errorFlow';
import { withScaled, withZeros } from '../../core/withZeros';
import { END, type RnnlmNetwork } from './net/network';
import type { RnnlmModel, RnnlmNumbers } from './rnnlmModel';

/** What a model is asked for: the ids that it reads and, as the last, the id that it predicts. */
export interface RnnlmFlowRequest extends WeightChanges {
  readonly ids: Int32Array;
  /** Reads a word into `network` and computes ln P of all words, [V]. */
  readonly step: (id: number) => Float64Array;
}

/** Returns how the error of the last id flows back through the hidden states, as `LanguageModel.errorFlow`. */
export function rnnlmErrorFlow(
  model: RnnlmModel,
  network: RnnlmNetwork,
  { ids, step, off, factor = 1 }: RnnlmFlowRequest,
): ErrorFlow {
  const { weights } = model;
  const groups = {
    U: [weights.input],
    W: [weights.recurrent],
    V: [weights.output, weights.compression],
  } as const satisfies Record<WeightGroup, readonly RnnlmNumbers[]>;
  const zeros = off.flatMap(group => groups[group].map(values => () => values));
  const recurrent = [() => weights.recurrent];
  const read = () => flowOf(model, network, { ids, step });
  return withScaled(recurrent, factor, () => withZeros(zeros, read));
}

function flowOf(
  model: RnnlmModel,
  network: RnnlmNetwork,
  { ids, step }: Pick<RnnlmFlowRequest, 'ids' | 'step'>,
): ErrorFlow {
  const { weights, structure } = model;
  const T = ids.length - 1;
  const [H, V] = [network.hidden.length, network.V];
  const values = new Float32Array(T * H);
  const logProbs = new Float64Array(T * V);
  for (let t = 0; t < T; t++) {
    logProbs.set(step(ids[t]), t * V);
    values.set(network.hidden, t * H);
  }
  const target = ids[T];
  let dh = outputError(model, network, target);
  const output = new Array<number>(T).fill(0);
  output[T - 1] = norm(dh);
  const [errors, passed, input] = [new Array<number>(T), new Array<number>(T), new Array<number>(T)];
  for (let t = T - 1; t >= 0; t--) {
    errors[t] = norm(dh);
    const da = dh.map((each, j) => each * values[t * H + j] * (1 - values[t * H + j]));
    input[t] = norm(rowProducts(weights.input, da));
    // After `</s>`, the next sentence of independent sentences starts with a constant state.
    const isCut = structure.independent && ids[t] === END;
    dh = isCut ? new Float64Array(H) : columnProducts(weights.recurrent, da);
    passed[t] = norm(dh);
  }
  const loss = -logProbs[(T - 1) * V + target];
  return {
    ...{ loss, output, logProbs },
    layers: [{ states: [{ name: 'h', size: H, values, errors, passed }], input }],
  };
}

/** Returns dL/dh of L = -ln P(target), after all probabilities have been computed. */
function outputError(model: RnnlmModel, network: RnnlmNetwork, target: number): Float64Array {
  const { V, C, outputs, compressed, hidden } = network;
  const { firsts, classOf } = model.vocabulary;
  const { output, compression } = model.weights;
  const dg = new Float64Array(compressed.length);
  const add = (from: number, to: number, correct: number) => {
    for (let r = from; r < to; r++) {
      const dy = outputs[r] - (r === correct ? 1 : 0);
      for (let k = 0; k < dg.length; k++) dg[k] += dy * output[r * dg.length + k];
    }
  };
  const word = classOf[target];
  add(firsts[word], firsts[word + 1], target);
  add(V, V + C, V + word);
  if (compressed === hidden) return dg;
  return columnProducts(
    compression,
    dg.map((each, k) => each * compressed[k] * (1 - compressed[k])),
  );
}

/** Returns Wᵀ d for W [d.length, K]. */
function columnProducts(W: RnnlmNumbers, d: Float64Array): Float64Array {
  const K = W.length / d.length;
  const result = new Float64Array(K);
  for (let r = 0; r < d.length; r++) for (let k = 0; k < K; k++) result[k] += W[r * K + k] * d[r];
  return result;
}

/** Returns W d for W [rows, d.length]. */
function rowProducts(W: RnnlmNumbers, d: Float64Array): Float64Array {
  const K = d.length;
  const result = new Float64Array(W.length / K);
  for (let i = 0; i < W.length; i++) result[Math.floor(i / K)] += W[i] * d[i % K];
  return result;
}

function norm(values: Float64Array): number {
  let sum = 0;
  for (const each of values) sum += each * each;
  return Math.sqrt(sum);
}
