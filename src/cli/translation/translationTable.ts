import type { TranslationFigures } from '../../protocol/translationFigures';
import { count, decimal, table } from '../format';
import { counted } from '../labelling/readingText';

const percent = (share: number) => `${decimal(100 * share, 1)}%`;

/** Returns the figures of a network as text. */
export function translationTable(figures: TranslationFigures): string {
  const { pairs, symbols, exact, errorRate, accuracy, loss, byLength } = figures;
  const summary = table(
    [
      ['exact targets', percent(exact)],
      ['symbol error rate', percent(errorRate)],
      ['correct next symbols', percent(accuracy)],
      ['nats per symbol', decimal(loss, 4)],
    ],
    1,
  );
  const lengths = table([
    ['symbols of source', 'pairs', 'exact'],
    ...byLength.map(({ from, to, pairs: n, exact: share }) => [`${from} to ${to}`, count(n), percent(share)]),
  ]);
  return `${counted(pairs, 'pair')}, ${counted(symbols, 'symbol')} of targets with their ends\n\n${summary}\n${lengths}`;
}
