import { oneLine } from '../../../src/common/harmlessText';
import type { LabellingFigures, PredictionFigures } from '../../../src/protocol/labelFigures';
import { element } from '../../dom';
import { attempt, type Page } from '../../page';
import { scrolling } from './scoreTables';

/** Number of labels up to which the whole table is shown. With more, the most frequent confusions are listed. */
const MOST = 20;
/** Number of confusions that are listed. */
const LISTED = 30;

interface Cell {
  readonly correct: number;
  readonly predicted: number;
  readonly count: number;
}

/**
 * Returns the table of confusions: a row for each correct label, with the count of each predicted label. A click on a count
 * lists its examples.
 */
export function confusionTable(
  page: Page,
  id: string,
  { labels }: LabellingFigures,
  { confusion }: PredictionFigures,
): HTMLElement {
  const { t } = page.texts;
  const show = ({ correct, predicted }: Cell) =>
    attempt(page, page.host.request('showExamples', { id, correct, predicted }));
  const rowOf = (correct: number) => {
    const total = confusion[correct].reduce((sum, count) => sum + count, 0);
    const cells = confusion[correct].map((count, predicted) =>
      cellOf(page, labels, { correct, predicted, count }, { share: count / total, show }),
    );
    return element('tr', '', head('row', oneLine(labels[correct])), ...cells);
  };
  if (labels.length > MOST) return confusionList(page, labels, confusion, show);
  const names = labels.map(label => head('col', oneLine(label)));
  const title = t('Confusions (row: correct label; column: predicted label)');
  return scrolling(
    title,
    element(
      'table',
      'confusion',
      element('caption', '', title),
      element('thead', '', element('tr', '', element('td'), ...names)),
      element('tbody', '', ...labels.map((_, k) => rowOf(k))),
    ),
  );
}

/** Returns the most frequent confusions as a list. */
function confusionList(
  page: Page,
  labels: readonly string[],
  confusion: PredictionFigures['confusion'],
  show: (cell: Cell) => void,
): HTMLElement {
  const { t } = page.texts;
  const wrong = confusion
    .flatMap((row, correct) => row.map((count, predicted): Cell => ({ correct, predicted, count })))
    .filter(({ correct, predicted, count }) => correct !== predicted && count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, LISTED);
  const title = t('Most frequent confusions');
  const names = [t('Correct label'), t('Predicted'), t('Examples')].map(name => head('col', name));
  const rows = wrong.map(cell =>
    element(
      'tr',
      '',
      head('row', oneLine(labels[cell.correct])),
      element('td', 'name', oneLine(labels[cell.predicted])),
      cellOf(page, labels, cell, { share: 0, show }),
    ),
  );
  const caption = element('caption', '', title);
  return scrolling(
    title,
    element(
      'table',
      '',
      caption,
      element('thead', '', element('tr', '', ...names)),
      element('tbody', '', ...rows),
    ),
  );
}

function head(scope: 'row' | 'col', name: string): HTMLTableCellElement {
  const cell = element('th', scope === 'row' ? 'name' : 'number', name);
  cell.scope = scope;
  return cell;
}

/** `share`: the share of the examples with the correct label, which colours the cell. */
function cellOf(
  { texts, numbers }: Page,
  labels: readonly string[],
  cell: Cell,
  { share, show }: { readonly share: number; readonly show: (cell: Cell) => void },
): HTMLElement {
  const box = element('td', cell.correct === cell.predicted ? 'number correct' : 'number');
  const words = numbers.whole(cell.count);
  if (cell.count === 0) {
    box.textContent = words;
    return box;
  }
  box.style.setProperty('--share', String(share));
  const press = element('button', '', words);
  press.type = 'button';
  press.title = texts.t(
    '{0} predicted for {1}: {2}. Click to list the examples.',
    oneLine(labels[cell.predicted]),
    oneLine(labels[cell.correct]),
    words,
  );
  press.setAttribute('aria-label', press.title);
  press.addEventListener('click', () => show(cell));
  box.append(press);
  return box;
}
