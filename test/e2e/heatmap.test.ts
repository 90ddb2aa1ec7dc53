import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { checkout } from '../host/lib/paths';
import { Dashboard } from './support/dashboard';
import { openWorkbench } from './support/openWorkbench';
import { until } from './support/until';
import type { Workbench } from './support/workbench';

const settings = {
  'elman.training.maxIterations': 0,
  'elman.model.hidden': 64,
  'elman.training.learningRate': 1e-9, // it learns when it is told to
  'editor.minimap.enabled': false,
  'editor.wordWrap': 'on',
};

/** Pixels: fewer are painted only while they give way to others. */
const FEW = 1000;
/** Set to a folder, it gets pictures of what the tests see. */
const pictures = process.env.ELMAN_TEST_PICTURES;

describe('a person reads a text through its heatmap', () => {
  let folder: string;
  let workbench: Workbench;
  let dashboard: Dashboard;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'elman-e2e-'));
    copyFileSync(path.join(checkout, 'media/samples/english.txt'), path.join(folder, 'english.txt'));
    copyFileSync(path.join(checkout, 'media/samples/japanese.txt'), path.join(folder, 'japanese.txt'));
    workbench = await openWorkbench({ folder, settings });
    dashboard = new Dashboard(workbench);
  });
  after(async () => {
    await workbench?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  const picture = async (name: string) => {
    if (pictures) await workbench.screenshot(path.join(pictures, `${name}.png`));
  };
  const heat = () => workbench.editor.heat();

  it('watches a text get less surprising while a run trains on it', async () => {
    await workbench.openFile('english.txt');
    await workbench.command('Train Elman on This File');
    await dashboard.waitForState('running');
    await workbench.editor.focus();
    await workbench.command('Show Surprisal Heatmap');
    const early = await until('the first colours', async () => {
      const found = await heat();
      return found.painted > FEW ? found : undefined;
    });
    await picture('live-early');
    await workbench.command('Set Learning Rate');
    await workbench.enter('0.1');
    const late = await until('much of the surprise to go', async () => {
      const found = await heat();
      return found.painted > FEW && found.painted < 0.9 * early.painted ? found : undefined;
    });
    await picture('live-late');
    console.log(`      ${Math.round(early.painted)} pixels painted, later ${Math.round(late.painted)}`);
  });

  it('has it explained in the status bar, and chooses what it shows', async () => {
    const legend = await workbench.statusBar('Surprisal in bits');
    await legend.hover();
    const tooltip = workbench.page.locator('.monaco-hover', { hasText: '10 bits and more' });
    await tooltip.first().waitFor();
    const swatches = await tooltip
      .locator('span[style*="background-color"]')
      .evaluateAll(found => found.map(each => getComputedStyle(each).backgroundColor));
    assert.equal(new Set(swatches).size, 4);
    await picture('legend');
    await legend.click();
    await workbench.choose('Rank');
    await workbench.statusBar('Rank');
    const { colours } = await until('three colours', async () => {
      const found = await heat();
      return found.colours.length <= 3 ? found : undefined;
    });
    assert.ok(colours.length > 0);
  });

  it('hides it', async () => {
    await workbench.command('Hide Surprisal Heatmap');
    await until('the colours to go', async () => (await heat()).painted === 0);
  });
});
