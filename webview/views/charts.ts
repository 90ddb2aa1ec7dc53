import { Chart, type Line } from '../charts/chart';
import { onThemeChange } from '../charts/theme';
import { element, setText } from '../dom';
import { pageState, type Zoom } from '../host';
import type { Page, View } from '../page';
import { button } from '../toolkit';

const NORM = 'norm.';

/** Loss and gradient norms against the iteration. */
export function chartsView({ model, texts, numbers }: Page): View {
  const { logLoss, normSmoothing } = pageState.get();
  const zoomed = (zoom: Zoom | undefined) => {
    pageState.set({ zoom });
    zoomTo(zoom);
  };
  const common = { numbers, title: '', xLabel: '', lines: [], zoomed };
  const loss = new Chart({ ...common, logarithmic: logLoss, smoothing: 0 });
  const norms = new Chart({ ...common, logarithmic: true, smoothing: normSmoothing });
  const logarithmic = toggle(logLoss, checked => {
    pageState.set({ logLoss: checked });
    loss.configure({ logarithmic: checked });
  });
  const smoothing = slider(normSmoothing, share => {
    pageState.set({ normSmoothing: share });
    norms.smooth(share);
  });
  const lossTitle = element('h2');
  const normsTitle = element('h2');
  const hint = element('p', 'secondary');
  const reset = button({ label: '', press: () => zoomed(undefined) });
  let shown = '';
  let zoomedRun: string | undefined;

  /** Both charts show the same part of the run. */
  const zoomTo = (zoom: Zoom | undefined) => {
    reset.hidden = zoom === undefined;
    loss.zoomTo(zoom);
    norms.zoomTo(zoom);
  };

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
      element('section', '', element('div', 'heading', lossTitle, logarithmic.box), loss.box),
      element('section', '', element('div', 'heading', normsTitle, smoothing.box), norms.box),
      element('div', 'hint', hint, reset),
    ),
    update() {
      setText(lossTitle, texts.t('Loss (nats a window)'));
      setText(normsTitle, texts.t('Gradient norm before clipping'));
      setText(logarithmic.label, texts.t('Logarithmic'));
      setText(smoothing.label, texts.t('Smoothing'));
      setText(hint, texts.t('Drag over a chart to zoom, double click to see all of it.'));
      setText(reset, texts.t('Reset zoom'));
      if (zoomedRun !== model.run?.id) {
        zoomedRun = model.run?.id;
        zoomTo(pageState.get().zoom);
      }
      configure();
      loss.show(model.table);
      norms.show(model.table);
    },
  };
}

function toggle(checked: boolean, change: (checked: boolean) => void) {
  const box = element('input');
  box.type = 'checkbox';
  box.checked = checked;
  box.addEventListener('change', () => change(box.checked));
  const label = element('span');
  return { label, box: element('label', 'toggle', box, label) };
}

function slider(share: number, change: (share: number) => void) {
  const input = element('input');
  input.type = 'range';
  input.max = '0.99';
  input.step = '0.01';
  input.value = String(share);
  input.addEventListener('input', () => change(Number(input.value)));
  const label = element('span');
  return { label, box: element('label', 'toggle', label, input) };
}
