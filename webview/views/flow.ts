import { Chart } from '../charts/chart';
import { onThemeChange } from '../charts/theme';
import { element, setText } from '../dom';
import { columnsOf, type Flow, layerColumn, type Reach, reachOf } from '../flow';
import type { Page, View } from '../page';

/** Decades of the y axis, at least: a line that keeps its height must look flat. */
const DECADES = 3;

/** How far errors reach back, at the iteration of the shown sample; nothing for runs that did not measure it. */
export function flowView({ model, texts, numbers }: Page): View {
  const title = element('h2');
  const at = element('span', 'secondary');
  const words = element('p', 'secondary');
  const chart = new Chart({
    ...{ title: '', x: 'lag', xLabel: '', height: 150, lines: [], numbers },
    ...{ logarithmic: true, smoothing: 0, decades: DECADES },
  });
  const box = element('section', 'flow', element('div', 'heading', title, at), chart.box, words);
  let shown: Flow | undefined;
  let configured = '';

  onThemeChange(() => chart.rebuild());

  const configure = (layers: number) => {
    const key = `${texts.language} ${layers}`;
    if (key === configured) return;
    configured = key;
    const lines = Array.from({ length: layers }, (_, layer) => ({
      columns: [layerColumn(layer)],
      label: layers === 1 ? texts.t('Norm') : texts.t('Layer {0}', layer + 1),
      color: layers === 1 ? 0 : layer + 1, // as in the chart of the norms, where 0 is all of them
    }));
    chart.configure({ title: texts.t('Gradient flow'), lines, xLabel: texts.t('Lag k') });
  };

  return {
    box,
    update() {
      const { flow, iteration } = model.shownSample ?? {};
      box.hidden = flow === undefined || flow.length === 0;
      if (!flow || box.hidden) return;
      setText(title, texts.t('Gradient flow'));
      setText(at, texts.t('iteration {0}', numbers.whole(iteration ?? 0)));
      setText(
        words,
        `${texts.t('Norm of dL(t)/dh(t−k): how much the error of a step changes the hidden state k steps before it.')} ${verdictOf(reachOf(flow), texts.t, numbers)}`,
      );
      configure(flow.length);
      if (flow === shown) return;
      shown = flow;
      chart.show(columnsOf(flow));
    },
  };
}

function verdictOf({ kind, lag, share }: Reach, t: Page['texts']['t'], numbers: Page['numbers']): string {
  const [steps, ratio] = [numbers.whole(lag), numbers.precise(share, 2)];
  switch (kind) {
    case 'none':
      return t('Nothing goes back: this network has no memory that learns.');
    case 'vanishes':
      return t(
        'It vanishes: after {0} steps {1} times its size is left, too little to learn from what is further back.',
        steps,
        ratio,
      );
    case 'explodes':
      return t(
        'It explodes: after {0} steps it is {1} times its size. Clip the gradients, or lower the learning rate.',
        steps,
        ratio,
      );
    case 'reaches':
      return t('It reaches back: after {0} steps it is {1} times its size.', steps, ratio);
  }
}
