import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { RunStore } from '../../src/engine/storage/runs/runStore';
import type { MetricsBlock, RunRecord } from '../../src/protocol/run';
import { NodeFileSystem } from '../../src/workers/nodeFileSystem';
import { checkout } from '../host/lib/paths';
import { trainInThread } from '../support/trainInThread';
import { Dashboard } from './support/dashboard';
import { perplexityByEngine, storeOf } from './support/engine';
import { openWorkbench } from './support/openWorkbench';
import { TrainWith } from './support/trainWith';
import { untilEqual } from './support/until';
import { makeWebExtension } from './support/webExtension';
import type { Workbench } from './support/workbench';

const TEXT = path.join(checkout, 'test/fixtures/text/tinyshakespeare.txt');
/** Matches the columns of the metrics that measure times. */
const TIMES = /second|time|speed|elapsed/i;
const SENTENCE = 'Before we proceed any further, hear me speak.';

describe('in the browser, without Node', () => {
  let folder: string;
  let workbench: Workbench;
  let dashboard: Dashboard;
  const runs = () => new RunStore(new NodeFileSystem(storeOf(workbench.userDataDir)));

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'elman-web-'));
    const workspace = path.join(folder, 'workspace');
    mkdirSync(workspace);
    copyFileSync(TEXT, path.join(workspace, 'shakespeare.txt'));
    // Node 20 and the browser would choose different builds, whose results differ. VS Code ignores this setting among
    // those of the user, because it belongs to a machine.
    mkdirSync(path.join(workspace, '.vscode'));
    writeFileSync(path.join(workspace, '.vscode/settings.json'), '{ "elman.kernels.build": "simd" }');
    workbench = await openWorkbench({
      folder: workspace,
      extension: makeWebExtension(path.join(folder, 'extension')),
      settings: {
        'elman.training.maxIterations': 50,
        'elman.validation.fraction': 0.01,
      },
    });
    dashboard = new Dashboard(workbench);
  });
  after(async () => {
    await workbench?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  it('a run has the metrics and weights of a thread of Node, bit for bit', async () => {
    await workbench.openFile('shakespeare.txt');
    await workbench.command('Train Elman on this file');
    await dashboard.waitForState('done');
    const [there] = await runs().records.list();
    const desktop = new RunStore(new NodeFileSystem(path.join(folder, 'desktop')));
    const here = await trainInThread(path.join(folder, 'desktop'), {
      text: { ...there.text, bytes: new Uint8Array(readFileSync(TEXT)) },
      settings: there.settings,
    });
    const results = async (store: RunStore, { id, smoothLoss, validation }: RunRecord) => ({
      ...{ smoothLoss, validation },
      metrics: measured((await store.history(id)).metrics),
      weights: (await store.checkpoints.newest(id)).tensors,
    });
    assert.equal(there.kernels, 'simd');
    assert.deepEqual(await results(runs(), there), await results(desktop, here));
  });

  it('a hover shows the perplexity that the engine computes', async () => {
    await workbench.editor.select(SENTENCE);
    const hover = await workbench.editor.hover('proceed any further', 'Perplexity');
    const shown = Number(/Perplexity\s*([\d.]+)/.exec((await hover.textContent()) ?? '')?.[1]);
    const expected = await perplexityByEngine(storeOf(workbench.userDataDir), 'First Citizen:\n', SENTENCE);
    assert.ok(Math.abs(shown - expected) < 0.006, `${shown} where the engine has ${expected}`);
    await workbench.page.keyboard.press('Escape');
  });

  it('a run resumes after the window was reloaded', async () => {
    await new TrainWith(workbench).train('min-char-rnn', '0');
    await dashboard.waitForIteration(5000);
    await workbench.reload();
    await untilEqual(() => workbench.runs('Runs').count(), 2);
    await workbench.runs('Runs').first().click();
    const { iteration } = (await runs().records.list())[0];
    await dashboard.press('Resume');
    await dashboard.waitForIteration(iteration);
    await dashboard.press('Stop');
    await dashboard.waitForState('stopped');
  });
});

/** Returns the columns that do not depend on the time that the training took. */
function measured({ columns, values }: MetricsBlock): Record<string, number[]> {
  const rows = values.length / columns.length;
  const own = columns.flatMap((name, i) => (TIMES.test(name) ? [] : [[name, i] as const]));
  const column = (i: number) => Array.from({ length: rows }, (_, row) => values[row * columns.length + i]);
  return Object.fromEntries(own.map(([name, i]) => [name, column(i)]));
}
