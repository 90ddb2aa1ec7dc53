import assert from 'node:assert/strict';
import { NumberFormat } from '../../src/charts/format';
import type { PlotContent } from '../../src/charts/plot/content';
import { draw } from '../../src/charts/plot/drawing';
import { computeLayout } from '../../src/charts/plot/layout';
import type { PlotTheme } from '../../src/charts/plot/theme';
import { PageTexts } from '../../src/charts/texts';
import { DashboardModel } from '../../webview/dashboardModel';
import { Observable } from '../../webview/observable';
import type { Page } from '../../webview/page';
import { activationContent } from '../../webview/samples/activationContent';
import { flowContent } from '../../webview/samples/flowContent';
import { KeptState } from '../../webview/state';
import { metrics, networks, record, sample } from './preview/run';

const theme: PlotTheme = {
  ...{ text: '#fff', secondary: '#999', background: '#000', grid: '#333', font: '' },
  ...{ highContrast: false, lines: ['#00f'] },
};

/** Returns the parts of a page, with a run that has one sample, from which the plots of a sample are made. */
function pageOf(): Page {
  const model = new DashboardModel();
  const shown = { ids: ['a'], current: 'a', follows: true, pinned: false };
  model.snapshot({ shown, defaults: {}, translations: {}, language: 'en' });
  const history = { metrics: metrics(0, 100), samples: [sample(50, networks.gru)], changes: [] };
  model.open({ run: record({ id: 'a' }), history });
  const page: Partial<Page> = {
    ...{ model, texts: new PageTexts(), numbers: new NumberFormat(() => 'en') },
    state: new KeptState({ getState: () => undefined, setState: () => undefined }),
    highlight: new Observable<string | undefined>(undefined),
  };
  return page as Page;
}

/** Returns the texts that are drawn in a plot. */
function textsOf(content: PlotContent | undefined): string[] {
  assert.ok(content);
  const layout = computeLayout(content, { width: 500, height: 180 }, {}, text => 6 * text.length);
  const shapes = draw(content, layout, theme).flatMap(layer => layer.shapes);
  return shapes.flatMap(shape => (shape.kind === 'text' ? [shape.text] : []));
}

describe('the titles of the axes of a sample', () => {
  it('say that gradient flow is by lag, in steps', () => {
    const texts = textsOf(flowContent(pageOf(), theme));
    assert.ok(texts.includes('Lag k (steps)'), texts.join(', '));
    assert.ok(texts.includes('Norm of dL(t)/dh(t−k)'), texts.join(', '));
  });

  it('say that hidden activations are shares of units, as percentages', () => {
    const texts = textsOf(activationContent(pageOf(), theme));
    for (const title of ['Share of units', 'Activation']) assert.ok(texts.includes(title), texts.join(', '));
    const shares = texts.filter(text => text.endsWith('%'));
    assert.ok(shares.length >= 2, texts.join(', '));
  });
});
