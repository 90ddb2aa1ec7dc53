import type { Unrolled, UnrolledChoice } from '../../protocol/unrolled';
import { UserError } from '../../protocol/userError';
import { exp } from '../core/math';
import type { TextModel } from '../model/openModel';
import { beginningOf } from '../model/textIds';
import { largestEigenvalue } from '../nn/largestEigenvalue';
import { mostLikely } from '../scoring/predictions';
import type { Reading } from '../scoring/reading';

/** Number of likely next tokens per step. */
const PREDICTIONS = 3;

export interface UnrolledRequest extends UnrolledChoice {
  /** A position in the text that was read, in UTF-16 units. */
  readonly caret: number;
}

/**
 * Unrolls a network over the steps before a token: the token at the caret or, if the model has no symbol for it, the last
 * token before that it has a symbol for. Unknown tokens are left out. Throws a UserError if there is no such token.
 */
export function unrolledAt(open: TextModel, reading: Reading, request: UnrolledRequest): Unrolled {
  const { model } = open;
  if (!model.errorFlow) throw new UserError('This model is not a network that can be unrolled in time.');
  const V = model.vocabulary.size;
  const { state, ids } = windowBefore(open, reading, request);
  const radius = radiusOf(open);
  const factor = request.radius === undefined || radius === undefined ? 1 : request.radius / radius;
  const { logProbs, ...flow } = model.errorFlow(state, ids, { off: request.off, factor });
  const symbol = (id: number) => model.vocabulary.symbols[id] ?? (id === model.begin ? '<s>' : '<unk>');
  const steps = Array.from({ length: ids.length - 1 }, (_, t) => {
    const distribution = logProbs.subarray(t * V, (t + 1) * V);
    const alternative = (id: number) => ({
      text: symbol(id),
      probability: id < V ? exp(distribution[id]) : 0,
    });
    const predictions = mostLikely(distribution, PREDICTIONS).map(alternative);
    return { token: symbol(ids[t]), predictions, next: alternative(ids[t + 1]) };
  });
  return { ...flow, ...(radius !== undefined && { radius }), steps };
}

/** Returns the largest spectral radius of the recurrent matrices, W. Undefined if there is none, or if it is not finite. */
function radiusOf({ model }: TextModel): number | undefined {
  const recurrent = (model.weightMatrices?.() ?? []).filter(({ isRecurrent }) => isRecurrent);
  const radius = Math.max(0, ...recurrent.map(({ rows, values }) => largestEigenvalue(values(), rows)));
  return radius > 0 && Number.isFinite(radius) ? radius : undefined;
}

/** Returns the ids of the steps and of the predicted token, and the state before the first of them. */
function windowBefore(open: TextModel, reading: Reading, { caret, steps }: UnrolledRequest) {
  const { tokens } = reading;
  const { ids, ends } = tokens;
  const V = open.model.vocabulary.size;
  let target = Math.min(tokens.firstAfter(caret), tokens.length - 1);
  while (target >= 0 && !(ids[target] >= 0 && ids[target] < V)) target--;
  const inputs: number[] = [];
  let first = Math.max(0, target);
  while (first > 0 && inputs.length < steps) if (ids[--first] >= 0) inputs.unshift(ids[first]);
  const isInside = inputs.length === steps;
  const { state, last } = isInside ? reading.outcome(ends[first]) : beginningOf(open);
  // At the beginning, a model may read a token that the text does not have.
  if (!isInside && last >= 0) inputs.unshift(last);
  if (target < 0 || inputs.length === 0)
    throw new UserError('No token before the caret can be predicted. Place the caret later in the text.');
  return { state, ids: Int32Array.from([...inputs, ids[target]]) };
}
