import { Chart, type Line } from '../charts/chart';
import { onThemeChange } from '../charts/theme';
import { element, setText } from '../dom';
import { pageState } from '../host';
import type { Page, View } from '../page';

const NORM = 'norm.';

/** Loss and gradient norms against the iteration. */
export function chartsView({ model, texts, numbers }: Page): View {
  const loss = new Chart({ ...plain(), title: 'Loss', lines: [], logarithmic: pageState.get().logLoss });
  const norms = new Chart({ ...plain(), title: 'Gradient norm', lines: [], logarithmic: true });
  const lossTitle = element('h2');
  const normsTitle = element('h2');
  const logBox = element('input');
  const logLabel = element('label', 'toggle', logBox, element('span'));
  const hint = element('p', 'secondary');
  let shown = '';

  function plain() {
    return { numbers, xLabel: '' };
  }

  logBox.type = 'checkbox';
  logBox.checked = pageState.get().logLoss;
  logBox.addEventListener('change', () => {
    pageState.set({ logLoss: logBox.checked });
    loss.configure({ logarithmic: logBox.checked });
  });
  onThemeChange(() => {
    loss.rebuild();
    norms.rebuild();
  });

  /** Lines follow from the run's columns and the language; charts are made anew only when these change. */
  const configure = () => {
    const columns = model.table.names.filter(name => name.startsWith(NORM));
    const key = `${texts.language} ${columns.join(' ')}`;
    if (key === shown) return;
    shown = key;
    const lossLines: Line[] = [
      { column: 'loss', label: texts.t('Loss'), color: 0, pale: true },
      { column: 'smoothLoss', label: texts.t('Smoothed'), color: 0 },
    ];
    const normLines = columns.map((column, i) => ({
      column,
      label: column.slice(NORM.length),
      color: i + 1,
    }));
    const xLabel = texts.t('Iteration');
    loss.configure({ title: texts.t('Loss (nats a window)'), lines: lossLines, xLabel });
    norms.configure({
      title: texts.t('Gradient norm before clipping'),
      lines: [{ column: 'norm', label: texts.t('all'), color: 0 }, ...normLines],
      xLabel,
    });
  };

  return {
    box: element(
      'div',
      'charts',
      element('section', '', element('div', 'heading', lossTitle, logLabel), loss.box),
      element('section', '', normsTitle, norms.box),
      hint,
    ),
    update() {
      setText(lossTitle, texts.t('Loss (nats a window)'));
      setText(normsTitle, texts.t('Gradient norm before clipping'));
      setText(logLabel.lastChild ?? logLabel, texts.t('Logarithmic'));
      setText(hint, texts.t('Drag over a chart to zoom, double click to see all of it.'));
      configure();
      loss.show(model.table);
      norms.show(model.table);
    },
  };
}
