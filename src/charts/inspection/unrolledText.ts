import { plural } from '../../common/plural';
import type { Unrolled } from '../../protocol/unrolled';
import type { NumberFormat } from '../format';
import { reachOf, vanishingLag } from '../samples/flow';
import type { PageTexts } from '../texts';

/** Returns a sentence that says how much of the error is left in the first step. */
export function unrolledText({ layers, steps }: Unrolled, { t }: PageTexts, numbers: NumberFormat): string {
  const flow = layers.flatMap(({ states }) => states.map(({ errors }) => [...errors].reverse()));
  const { kind, lag, share } = reachOf(flow);
  if (steps.length < 2) return t('There is only one step before the caret.');
  if (kind === 'none') return t('No error flows back from step to step.');
  const [count, left] = [numbers.whole(lag), numbers.smallPercent(share)];
  if (kind === 'explodes')
    return t('Exploding: at lag {0}, the error is {1} times as large.', count, numbers.precise(share, 2));
  const rest = plural(
    lag,
    t('After {0} step {1} of the error is left.', count, left),
    t('After {0} steps {1} of the error is left.', count, left),
  );
  const from = vanishingLag(flow);
  return from === undefined
    ? rest
    : t('{0} It vanishes: from lag {1} on, less than 1 % is left.', rest, from);
}
