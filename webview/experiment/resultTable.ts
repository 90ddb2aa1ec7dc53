import { nats } from '../../src/charts/comparison/comparisonSentences';
import { seedScale } from '../../src/charts/experiment/seedScale';
import type { NumberFormat } from '../../src/charts/format';
import type { AxisScale } from '../../src/charts/plot/scale';
import type { PageTexts } from '../../src/charts/texts';
import { oneLine } from '../../src/common/harmlessText';
import { plural } from '../../src/common/plural';
import type { ConditionFigures, EffectFigures } from '../../src/protocol/experimentFigures';
import { MAX_CONDITIONS } from '../../src/protocol/experimentPage';
import { element } from '../dom';
import { seedAxis, seedPlot } from './seedPlot';

/** Minimum number of finished seeds of a condition for its mean to be printed in bold if it is the lowest. */
const EVIDENCE = 3;

/**
 * Returns a table with a row per condition. A row contains the losses of the condition's seeds as points, and
 * their mean, deviation and interval.
 */
export function resultTable(
  all: readonly ConditionFigures[],
  texts: PageTexts,
  numbers: NumberFormat,
): HTMLElement {
  const { t } = texts;
  const shown = all.slice(0, MAX_CONDITIONS);
  const scale = seedScale(shown);
  const head = (text: string, className = 'number') => {
    const cell = element('th', className, text);
    cell.scope = 'col';
    return cell;
  };
  const plot = head('', 'plotted');
  plot.append(element('span', 'heard', t('Loss by seed')), ...(scale ? [seedAxis(scale, numbers)] : []));
  const table = element(
    'table',
    'results',
    element('caption', 'heard', t('Results by condition')),
    element(
      'thead',
      '',
      element(
        'tr',
        '',
        ...[head(t('Condition'), 'name'), plot, head(t('Mean')), head(t('Deviation'), 'number more')],
        ...[head(t('95% interval'), 'number more'), head(t('Seeds')), head(t('Failed'), 'number more')],
      ),
    ),
    element('tbody', '', ...shown.map((each, i) => rowOf(each, { scale, texts, numbers, isFirst: i === 0 }))),
  );
  if (shown.length === all.length) return table;
  const note = t(
    'These are the first {0} of {1} conditions. A saved table contains all.',
    numbers.whole(shown.length),
    numbers.whole(all.length),
  );
  return element('div', '', table, element('p', 'note secondary', note));
}

function rowOf(
  condition: ConditionFigures,
  {
    scale,
    texts,
    numbers,
    isFirst,
  }: {
    readonly scale: AxisScale | undefined;
    readonly texts: PageTexts;
    readonly numbers: NumberFormat;
    readonly isFirst: boolean;
  },
): HTMLElement {
  const { name, losses, mean, deviation, interval, failed, missing, droppedAfter } = condition;
  const { t } = texts;
  const figure = nats(mean, numbers);
  const isEvident = isFirst && losses.length >= EVIDENCE;
  const title = element('th', 'name', oneLine(name));
  title.scope = 'row';
  title.title = name;
  if (droppedAfter !== undefined) {
    const after = numbers.whole(droppedAfter);
    const one = t('dropped after {0} iteration', after);
    const note = plural(droppedAfter, one, t('dropped after {0} iterations', after));
    title.append(element('span', 'secondary dropped', note));
  }
  const count = element('td', 'number', numbers.whole(losses.length));
  if (missing + failed > 0)
    count.append(element('span', 'secondary', ` / ${numbers.whole(losses.length + missing + failed)}`));
  const range = interval ? t('{0} to {1}', nats(interval.low, numbers), nats(interval.high, numbers)) : '–';
  return element(
    'tr',
    '',
    title,
    element('td', 'plotted', ...(scale ? [seedPlot(condition, scale, texts, numbers)] : [])),
    element('td', 'number mean', isEvident ? element('strong', '', figure) : figure),
    element('td', 'number more', nats(deviation, numbers)),
    element('td', 'number more', range),
    count,
    element('td', 'number more', numbers.whole(failed)),
  );
}

/**
 * Returns a table with a row per setting: the share of the differences between runs that the setting
 * explains, and the mean loss for each of its values.
 */
export function effectTable(
  effects: readonly EffectFigures[],
  { t }: PageTexts,
  numbers: NumberFormat,
): HTMLElement {
  const rows = effects.map(({ setting, share, means }) => {
    const values = means.map(({ value, mean }) => `${oneLine(value)}: ${nats(mean, numbers)}`).join(' · ');
    return element(
      'tr',
      '',
      element('th', 'name', setting),
      element('td', 'number', numbers.percent(share)),
      element('td', 'values', values),
    );
  });
  const heads = [element('th', 'name', t('Setting')), element('th', 'number', t('Share of the variance'))];
  const head = element('tr', '', ...heads, element('th', '', t('Mean loss by value')));
  return element('table', 'effects', element('thead', '', head), element('tbody', '', ...rows));
}
