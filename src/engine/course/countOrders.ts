import { perplexityOf } from '../../common/perplexity';
import { mean } from '../../common/statistics';
import type { CountingFigures, OrderFigures } from '../../protocol/course';
import type { ComparisonText } from '../comparison/comparedKind';
import { countNgrams } from '../comparison/countNgrams';
import { estimate } from '../families/ngram/estimate';
import type { LengthOptions } from '../families/ngram/estimateOptions';
import { modelOf } from '../families/ngram/levels';
import { NgramModel } from '../families/ngram/ngramModel';

/** The highest order that is counted. */
export const HIGHEST = 6;

const smoothings = {
  counted: { smoothing: 'additive', interpolate: false, minimumCount: 1, added: 0.1 },
  smoothed: { smoothing: 'kneserNey', interpolate: true, minimumCount: 1 },
} as const satisfies Record<string, LengthOptions>;

/**
 * Counts the n-grams of orders 1 to 6 in the training part of a text, and evaluates them on the held-out part,
 * whose first tokens have the end of the training part as their history.
 */
export function countOrders(text: ComparisonText): CountingFigures {
  const orders = Array.from({ length: HIGHEST }, (_, i) => orderFigures(text, i + 1));
  return { tokens: text.training.length + text.heldOut.length, orders };
}

function orderFigures(text: ComparisonText, order: number): OrderFigures {
  const [counted, smoothed] = [smoothings.counted, smoothings.smoothed].map(options =>
    learn(text, order, options),
  );
  const ids = Int32Array.from([...text.training.subarray(-HIGHEST), ...text.heldOut]);
  const before = ids.length - text.heldOut.length;
  const lengths = counted.orders(counted.start(), ids).subarray(before);
  const perplexity = (model: NgramModel) =>
    perplexityOf(-mean([...model.score(model.start(), ids).logProbs.subarray(before)]));
  const { levels } = counted.smoothed.trie;
  return {
    order,
    ngrams: levels[order + 1] - levels[order],
    counted: perplexity(counted),
    smoothed: perplexity(smoothed),
    unseen: lengths.filter(length => length < order).length / lengths.length,
  };
}

function learn(text: ComparisonText, order: number, options: LengthOptions): NgramModel {
  const counts = countNgrams(text, text.training, order);
  return new NgramModel(modelOf(estimate(counts, text.vocabulary, { byLength: () => options }).ngrams));
}
