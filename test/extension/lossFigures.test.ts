import assert from 'node:assert/strict';
import { metricsOf, summarise } from '../../src/charts/comparison/metrics';
import { NumberFormat } from '../../src/charts/format';
import { lossPlot } from '../../src/charts/plots/loss';
import { timeAxis } from '../../src/charts/plots/timeAxis';
import { figuresOf } from '../../src/charts/runs/lossEstimate';
import { RunData } from '../../src/charts/runs/runData';
import { SeriesStore } from '../../src/charts/series/seriesStore';
import { PageTexts } from '../../src/charts/texts';
import { itemOf } from '../../src/extension/runs/tree/runItem';
import { textOf, tooltipOf } from '../../src/extension/training/statusBar';
import type { RunRecord } from '../../src/protocol/run';
import { recordUpdate } from '../../src/protocol/runUpdate';
import { initial } from '../../webview/state';
import { inState, text, until, writeFile } from './support/services';
import { useExtension } from './support/useExtension';

const theme = {
  ...{ text: '', secondary: '', background: '', grid: '', font: '' },
  highContrast: false,
  lines: ['blue'],
};
const asShown = (record: RunRecord) => ({ ...record, live: true });

/** Returns the losses that the page shows: in its header, in the legend of the loss plot and in its table. */
function lossesOnPage(run: RunData): string[] {
  const [texts, numbers, store] = [new PageTexts(), new NumberFormat(() => 'en'), new SeriesStore()];
  const x = timeAxis('iteration', false, texts, numbers);
  const label = (id: string) => id;
  const context = { runs: [run], compares: false, label, emphasis: () => undefined, state: initial };
  const curves = lossPlot.content({ ...context, x, theme, texts, numbers, store })?.curves;
  const average = curves?.find(({ style }) => style === 'line') ?? assert.fail();
  const metric = metricsOf(texts).find(({ key }) => key === 'loss') ?? assert.fail();
  const header = figuresOf(run.record).loss;
  const legend = average.data.at(Number.POSITIVE_INFINITY);
  const [last, best] = (['last', 'best'] as const).map(each => summarise(run, metric, each, store));
  assert.deepEqual([header, legend], [last, last]);
  return [last, best].map(value => numbers.decimal(value, 3));
}

/** Asserts that the tree, the status bar and the page show the same losses of a run. */
function assertEqualFigures(record: RunRecord, run: RunData): void {
  const [last, best] = lossesOnPage(run);
  const [inTree, ...rest] = String(itemOf(record, { active: undefined, live: true }).description).split(
    ' · ',
  );
  assert.equal(inTree, last === best ? last : `${last}, best ${best}`, rest.join());
  assert.ok(textOf([record]).includes(`loss ${last}`), textOf([record]));
  assert.ok(tooltipOf([record]).includes(`loss ${last},`), tooltipOf([record]));
}

describe('the loss of a run', () => {
  const services = useExtension({ settings: { 'training.maxIterations': 0, 'model.hidden': 8 } });

  it('is the same in the tree, the status bar and the page, while the run trains and after its end', async () => {
    const { runManager } = services;
    const { id } = await services.train(await writeFile('a.txt', text));
    const record = () => runManager.run(id) ?? assert.fail();
    const nothing = { metrics: { columns: [], values: new Float64Array() }, samples: [], changes: [] };
    const run = new RunData(asShown(record()), nothing, 0);
    const subscription = runManager.onDidUpdate(update => {
      if (update.kind === 'list' || update.id !== id) return;
      run.add(update.kind === 'record' ? recordUpdate(asShown(update.record)) : update);
    });
    // Metrics arrive more often than records, so that their last row is newer than the record most of the time.
    await until(runManager.onDidUpdate, () => {
      const { iteration } = run.record;
      return (iteration > 0 && run.table.last('iteration') > iteration) || undefined;
    });
    assertEqualFigures(record(), run);
    await runManager.stop(id);
    await inState(services, id, 'stopped');
    assertEqualFigures(record(), run);
    subscription.dispose();
  });
});
