import type { NumberFormat } from '../../src/charts/format';
import { groupTexts } from '../../src/charts/kinds/groupTexts';
import type { PageTexts } from '../../src/charts/texts';
import { kindNames } from '../../src/common/kindNames';
import type { ComparedResult, TokenGroup } from '../../src/protocol/kindsComparison';
import { figureTable } from '../experiment/figureTable';

/** Returns the table of results: a row for each kind, the one with the lowest perplexity first. */
export function resultTable(
  results: readonly ComparedResult[],
  { t }: PageTexts,
  numbers: NumberFormat,
): HTMLElement {
  const hasIntervals = results.some(({ interval }) => interval);
  const name = (group: TokenGroup | undefined) => (group ? t(groupTexts[group]) : '–');
  const interval = ({ interval: found }: ComparedResult) =>
    found ? t('{0} to {1}', numbers.precise(found.low), numbers.precise(found.high)) : '–';
  const sorted = [...results].sort((a, b) => a.perplexity - b.perplexity);
  return figureTable({
    caption: t('Results'),
    heads: [
      ...[t('Model'), t('Best at'), t('Worst at'), t('Perplexity')],
      ...(hasIntervals ? [t('95% interval')] : []),
      ...[t('Seconds'), t('Parameters'), t('Tokens read')],
    ],
    rows: sorted.map(result => [
      ...[
        t(kindNames[result.model]),
        name(result.best),
        name(result.worst),
        numbers.precise(result.perplexity),
      ],
      ...(hasIntervals ? [interval(result)] : []),
      ...[numbers.precise(result.seconds, 3), numbers.whole(result.parameters), numbers.whole(result.tokens)],
    ]),
    numbersFrom: 3,
  });
}

/**
 * Returns a table with a row for each group of tokens: its size, the kind that predicts it best, and the perplexity of each
 * kind.
 */
export function groupTable(
  results: readonly ComparedResult[],
  { t }: PageTexts,
  numbers: NumberFormat,
): HTMLElement {
  const perplexities = (group: number) => results.map(({ groups }) => groups[group].perplexity);
  const bestOf = (group: number) => {
    const all = perplexities(group);
    return t(kindNames[results[all.indexOf(Math.min(...all))].model]);
  };
  return figureTable({
    caption: t('Perplexity by group of tokens'),
    heads: [
      ...[t('Group of tokens'), t('Best model'), t('Tokens')],
      ...results.map(({ model }) => t(kindNames[model])),
    ],
    rows: results[0].groups.map(({ group, tokens }, i) => [
      ...[t(groupTexts[group]), bestOf(i), numbers.whole(tokens)],
      ...perplexities(i).map(each => numbers.precise(each, 3)),
    ]),
    numbersFrom: 2,
  });
}
