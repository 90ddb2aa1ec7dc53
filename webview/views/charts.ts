import { Chart } from '../charts/chart';
import type { Line } from '../charts/lines';
import { onThemeChange } from '../charts/theme';
import { element, setText } from '../dom';
import { pageState, type Zoom } from '../host';
import type { Page, View } from '../page';
import { button } from '../toolkit';
import { chooser, slider, toggle } from './inputs';
import { type NormGroup, normGroups } from './norms';

const HEIGHT = 190;

/** Loss and gradient norms against the iteration. */
export function chartsView({ model, texts, numbers }: Page): View {
  const { logLoss, normSmoothing } = pageState.get();
  const zoomed = (zoom: Zoom | undefined) => {
    pageState.set({ zoom });
    zoomTo(zoom);
  };
  const common = { numbers, title: '', x: 'iteration', xLabel: '', height: HEIGHT, lines: [], zoomed };
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
  const parameters = chooser(key => {
    pageState.set({ norms: key });
    showNorms();
  });
  const lossTitle = element('h2');
  const normsTitle = element('h2');
  const hint = element('p', 'secondary');
  const reset = button({ label: '', press: () => zoomed(undefined) });
  let groups: readonly NormGroup[] = [];
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

  const showNorms = () => {
    const chosen = groups.find(({ key }) => key === pageState.get().norms) ?? groups[0];
    parameters.show(groups, chosen.key);
    const title = texts.t('Gradient norm before clipping');
    norms.configure({ title, lines: chosen.lines, xLabel: texts.t('Iteration') });
  };

  /** Lines follow from the run's columns and the language; charts are made anew only when these change. */
  const configure = () => {
    const { names } = model.table;
    const key = `${texts.language} ${names.join(' ')}`;
    if (key === shown) return;
    shown = key;
    const lines = lossLines(names.includes('validationLoss'), texts.t);
    loss.configure({ title: texts.t('Loss (nats a window)'), lines, xLabel: texts.t('Iteration') });
    groups = normGroups(names, texts);
    showNorms();
  };

  return {
    box: element(
      'div',
      'charts',
      element('section', '', element('div', 'heading', lossTitle, logarithmic.box), loss.box),
      element('section', '', element('div', 'heading', normsTitle, parameters.box, smoothing.box), norms.box),
      element('div', 'hint', hint, reset),
    ),
    update() {
      setText(lossTitle, texts.t('Loss (nats a window)'));
      setText(normsTitle, texts.t('Gradient norm before clipping'));
      setText(logarithmic.label, texts.t('Logarithmic'));
      setText(smoothing.label, texts.t('Smoothing'));
      parameters.name(texts.t('Parameters'));
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

function lossLines(validated: boolean, t: Page['texts']['t']): Line[] {
  const training: Line[] = [
    { columns: ['loss'], label: t('Loss'), color: 0, pale: true },
    { columns: ['smoothLoss'], label: t('Smoothed'), color: 0 },
  ];
  if (!validated) return training;
  const validation: Line = {
    columns: ['validationLoss'],
    label: t('Validation'),
    color: 4,
    sparse: true,
    error: 'validationError',
  };
  return [...training, validation];
}
