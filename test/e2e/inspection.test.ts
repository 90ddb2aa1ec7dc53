import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { checkout } from '../host/lib/paths';
import { openWorkbench } from './support/openWorkbench';
import { until, untilEqual } from './support/until';
import type { Workbench } from './support/workbench';

const files = ['english.txt', 'japanese.txt'];

describe('a user looks into a network', () => {
  let folder: string;
  let workbench: Workbench;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'elman-e2e-'));
    for (const file of files) cpSync(path.join(checkout, 'media/samples', file), path.join(folder, file));
    const settings = { 'elman.training.maxIterations': 200, 'elman.model.hidden': 24 };
    workbench = await openWorkbench({ folder, settings });
  });
  after(async () => {
    await workbench?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const [place, file] of files.entries()) {
    describe(`that reads ${file}`, () => {
      after(() => workbench.command('View: Close All Editors'));

      it('trains it, and sees the trajectories of a line and the clusters of the text', async () => {
        await workbench.openFile(file);
        await workbench.command('Train Elman on This File');
        await workbench.openContainer('Elman');
        await workbench.runsDone('Runs', place + 1);
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
        await untilEqual(() => page.locator('.clusters tbody tr').count(), 39);
        await page.getByRole('tab', { name: 'Units', exact: true }).click();
        await page.locator('.ranking').getByLabel('Property').selectOption('pattern');
        const pattern = page.getByRole('textbox', { name: 'Regular expression' });
        await pattern.fill('[、, ]');
        await pattern.press('Enter');
        await page.locator('.ranking tbody tr').nth(20).waitFor();
        await page.getByRole('tab', { name: 'Lesions' }).click();
        const said = page.locator('.lesions .effect');
        await until('the perplexity', async () => /Perplexity/.test((await said.textContent()) ?? ''));
        await page.getByRole('button', { name: '3', exact: true }).click();
        await until('the lesion', async () => /Silenced units: 1/.test((await said.textContent()) ?? ''));
        await untilEqual(() => page.locator('.lesions .samples pre').count(), 2);
        await page.getByRole('button', { name: '3', exact: true }).click();
        const lesions = page.locator('.lesions');
        await untilEqual(() => lesions.getByRole('textbox').inputValue(), '[、, ]');
        await page.getByRole('spinbutton', { name: 'Number of units' }).fill('2');
        await page.getByRole('button', { name: 'Silence Units That Follow It' }).click();
        const chosen = page.locator('.by-property .note', { hasText: /: h_l0:\d+ \(r .+\), / });
        await chosen.waitFor();
        await until('two units', async () => /Silenced units: 2/.test((await said.textContent()) ?? ''));
        await untilEqual(() => lesions.locator('.unit[aria-pressed="true"]').count(), 2);
        await page.getByRole('button', { name: 'Show Change in Text' }).click();
        await workbench.statusBar(/difference: −/);
        await until('the colours', async () => (await workbench.editor.heat()).colours.length > 1);
        await page.getByRole('button', { name: 'Keep as Model' }).click();
        await workbench.page
          .getByRole('treeitem', { name: new RegExp(`${file} · lesion`) })
          .first()
          .waitFor();
        await page.getByRole('button', { name: 'Restore Everything' }).click();
        await until('no lesion', async () => /Silence units to see/.test((await said.textContent()) ?? ''));
        await untilEqual(() => lesions.locator('.unit[aria-pressed="true"]').count(), 0);
        await untilEqual(() => chosen.count(), 0);
      });

      it('unrolls it before the caret, step by step and without W, and shows its weights', async () => {
        const page = await workbench.frame('main.inspection');
        await page.getByRole('tab', { name: 'Unrolled in time' }).click();
        const part = page.locator('.unrolled');
        const summary = part.getByRole('status');
        await workbench.command('View: Focus First Editor Group');
        await workbench.page.keyboard.press('Control+End');
        await until('12 steps', async () => /After 11 steps/.test((await summary.textContent()) ?? ''));
        await part.locator('canvas').press('ArrowLeft');
        await untilEqual(() => summary.textContent(), 'Forward: step 12 of 12. Backward: step 11 of 12.');
        await part.getByRole('button', { name: 'All Steps' }).click();
        await part.getByRole('checkbox', { name: 'W: hidden → hidden' }).click();
        await until('no error', async () => /No error flows back/.test((await summary.textContent()) ?? ''));
        await part.getByRole('checkbox', { name: 'W: hidden → hidden' }).click();
        await until('the error', async () => /After 11 steps/.test((await summary.textContent()) ?? ''));
        const slider = part.getByRole('slider', { name: 'Spectral radius of W' });
        await slider.fill('0.05');
        await until('that it vanishes', async () =>
          /from lag \d+ on/.test((await summary.textContent()) ?? ''),
        );
        await part.getByRole('button', { name: 'As Trained' }).click();
        await part.getByText('(as trained)').waitFor();
        await page.getByRole('tab', { name: 'Weights' }).click();
        await page.locator('.weights', { hasText: 'Largest absolute eigenvalue' }).waitFor();
        await page.locator('.weights select').selectOption('Why');
        await page.locator('.weights h2', { hasText: 'Why' }).waitFor();
        const canvas = page.locator('.weights canvas').first();
        await canvas.press('ArrowRight');
        await page.locator('.weights', { hasText: /Rows? 0, columns? “.*”: / }).waitFor();
        await page.locator('.weights select').selectOption('Whh');
        await page.locator('.weights', { hasText: 'Largest absolute eigenvalue' }).waitFor();
      });
    });
  }
});
