import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { checkout } from '../host/lib/paths';
import { Dashboard } from './support/dashboard';
import { openWorkbench } from './support/openWorkbench';
import { until } from './support/until';
import type { Workbench } from './support/workbench';

for (const file of ['english.txt', 'japanese.txt']) {
  describe(`a user looks into a network that reads ${file}`, () => {
    let folder: string;
    let workbench: Workbench;

    before(async () => {
      folder = mkdtempSync(path.join(tmpdir(), 'elman-e2e-'));
      cpSync(path.join(checkout, 'media/samples', file), path.join(folder, file));
      const settings = { 'elman.training.maxIterations': 200, 'elman.model.hidden': 24 };
      workbench = await openWorkbench({ folder, settings });
    });
    after(async () => {
      await workbench?.dispose();
      rmSync(folder, { recursive: true, force: true });
    });

    it('trains it, and sees the trajectories of a line and the clusters of the text', async () => {
      await workbench.openFile(file);
      await workbench.command('Train Elman on This File');
      await workbench.openContainer('Elman');
      await new Dashboard(workbench).waitForState('done');
      await workbench.openFile(file);
      await workbench.command('Inspect Network');
      const page = await workbench.frame('main.inspection');
      await page.locator('.trajectories canvas').waitFor();
      const note = page.locator('.trajectories .picture .note');
      await until('the trajectories', async () => /24 hidden units/.test((await note.textContent()) ?? ''));
      await page.getByRole('tab', { name: 'Trajectories' }).press('ArrowRight');
      await page.locator('.clusters .picture .note', { hasText: 'average linkage' }).waitFor();
      await page.locator('.clusters').getByRole('button', { name: 'More actions' }).click();
      await page.getByRole('menuitemcheckbox', { name: 'Values as a table' }).click();
      assert.equal(await page.locator('.clusters tbody tr').count(), 39);
      await page.getByRole('tab', { name: 'Lesions' }).click();
      const said = page.locator('.lesions .note');
      await until('the perplexity', async () => /Perplexity/.test((await said.textContent()) ?? ''));
      await page.getByRole('button', { name: '3', exact: true }).click();
      await until('the lesion', async () => /Silenced units: 1/.test((await said.textContent()) ?? ''));
      assert.equal(await page.locator('.lesions .samples pre').count(), 2);
      await page.getByRole('button', { name: 'Keep as Model' }).click();
      await workbench.page
        .getByRole('treeitem', { name: /· lesion/ })
        .first()
        .waitFor();
    });
  });
}
