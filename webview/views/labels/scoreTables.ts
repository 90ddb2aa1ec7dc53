import { baselineNames } from '../../../src/charts/labels/baselineNames';
import { oneLine } from '../../../src/common/harmlessText';
import type { LabellingFigures, PredictionFigures } from '../../../src/protocol/labelFigures';
import { element } from '../../dom';
import type { Page } from '../../page';

/** Stands for a share of no examples. */
const UNDEFINED = '–';

/** Returns a table of the figures of the network and, below it, of the baselines. */
export function baselineTable(
  page: Page,
  { baselines }: LabellingFigures,
  network: PredictionFigures,
): HTMLElement {
  const { texts, numbers } = page;
  const { t } = texts;
  const nameOf = (name: string) => {
    const known = baselineNames[name];
    return known === undefined ? name : t(known);
  };
  const all = [
    { name: t('Network'), figures: network },
    ...baselines.map(({ name, figures }) => ({ name: nameOf(name), figures })),
  ];
  return table(
    t('Network and baselines'),
    [t('Model'), t('Accuracy'), t('macro-F1'), t('Nats per label'), t('Calibration error')],
    all.map(({ name, figures: { accuracy, macroF1, loss, calibrationError } }) => [
      name,
      percent(page, accuracy),
      numbers.decimal(macroF1, 3),
      numbers.decimal(loss, 3),
      numbers.decimal(calibrationError, 3),
    ]),
  );
}

/** Returns a table of the labels: their counts and, if examples are held out, how well each is predicted. */
export function labelTable(page: Page, { labels, trained, network }: LabellingFigures): HTMLElement {
  const { texts, numbers } = page;
  const { t } = texts;
  const count = (value: number) => numbers.whole(value);
  const head = [t('Label'), t('Trained')];
  const names = network
    ? [...head, t('Held out'), t('Predicted'), t('Precision'), t('Recall'), t('F1')]
    : head;
  const rows = labels.map((label, k) => {
    const counts = [oneLine(label), count(trained[k])];
    if (!network) return counts;
    const { count: held, predicted, precision, recall, f1 } = network.byLabel[k];
    return [
      ...counts,
      ...[count(held), count(predicted)],
      predicted > 0 ? percent(page, precision) : UNDEFINED,
      held > 0 ? percent(page, recall) : UNDEFINED,
      held + predicted > 0 ? numbers.decimal(f1, 3) : UNDEFINED,
    ];
  });
  return table(t('Labels'), names, rows);
}

const percent = ({ numbers }: Page, share: number) => `${numbers.decimal(100 * share, 1)}%`;

/** Returns a table with a caption. The first column has names, the others numbers. */
export function table(
  caption: string,
  names: readonly string[],
  rows: readonly (readonly string[])[],
): HTMLElement {
  const head = element('tr', '', ...names.map((name, i) => cellOf('th', i === 0 ? 'name' : 'number', name)));
  for (const cell of head.querySelectorAll('th')) cell.scope = 'col';
  const body = rows.map(row =>
    element(
      'tr',
      '',
      ...row.map((words, i) => cellOf(i === 0 ? 'th' : 'td', i === 0 ? 'name' : 'number', words)),
    ),
  );
  for (const row of body) row.querySelector('th')?.setAttribute('scope', 'row');
  return scrolling(
    caption,
    element(
      'table',
      '',
      element('caption', '', caption),
      element('thead', '', head),
      element('tbody', '', ...body),
    ),
  );
}

const cellOf = (tag: 'th' | 'td', className: string, words: string) => element(tag, className, words);

/** Returns a box in which a wide or long table scrolls. It can have the focus, so that keys scroll it. */
export function scrolling(name: string, content: HTMLElement): HTMLElement {
  const box = element('div', 'label-table', content);
  box.tabIndex = 0;
  box.setAttribute('role', 'region');
  box.setAttribute('aria-label', name);
  return box;
}
