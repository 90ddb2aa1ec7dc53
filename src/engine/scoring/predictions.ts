import type { Alternative } from '../../protocol/textScore';
import { exp } from '../core/math';
import type { Distribution } from '../model/languageModel';
import { rankOf } from '../model/ranksAndEntropies';
import type { ReadingModel } from '../model/textIds';
import type { PredictedTokens } from './tokens';

/**
 * A token of a text, and the symbols that the model considered most likely at the token's position, most
 * likely first.
 */
export interface Prediction {
  readonly token: number;
  readonly alternatives: readonly Alternative[];
}

/**
 * Returns the `count` most likely symbols at the position of each token. `tokens` must be in order. Leaves
 * out tokens that nothing predicts.
 */
export function predict(
  { model }: Pick<ReadingModel, 'model'>,
  reading: PredictedTokens,
  tokens: readonly number[],
  count: number,
): Prediction[] {
  const { symbols } = model.vocabulary;
  const predictions: Prediction[] = [];
  reading.expectations(tokens, (token, logProbs) => {
    const alternatives = mostLikely(logProbs, count).map(id => ({
      text: symbols[id],
      probability: exp(logProbs[id]),
    }));
    predictions.push({ token, alternatives });
  });
  return predictions;
}

/**
 * Returns the rank of each token among the symbols by probability (1 = most likely), or 0 for a token without
 * a probability.
 */
export function ranksOf(reading: PredictedTokens, tokens: readonly number[]): Int32Array {
  const { ids } = reading.tokens;
  const ranks = new Int32Array(tokens.length);
  const places = new Map(tokens.map((token, i) => [token, i]));
  reading.expectations(tokens, (token, logProbs) => {
    const place = places.get(token);
    if (place !== undefined && logProbs[ids[token]] > Number.NEGATIVE_INFINITY)
      ranks[place] = rankOf(logProbs, ids[token]);
  });
  return ranks;
}

/**
 * Returns the ids of the `count` largest values in descending order. Among equal values, the lowest id comes
 * first.
 */
export function mostLikely(logProbs: Distribution, count: number): number[] {
  const best: number[] = [];
  for (let id = 0; id < logProbs.length; id++) {
    if (best.length === count && !(logProbs[id] > logProbs[best[count - 1]])) continue;
    const place = best.findIndex(other => logProbs[id] > logProbs[other]);
    best.splice(place < 0 ? best.length : place, 0, id);
    if (best.length > count) best.pop();
  }
  return best;
}
