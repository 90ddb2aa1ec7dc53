import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { openWorkbench } from './support/openWorkbench';
import { HANGS } from './support/until';
import { Walkthrough } from './support/walkthrough';
import type { Workbench } from './support/workbench';

describe("the walkthrough's last step", () => {
  let folder: string;
  let workbench: Workbench;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'elman-e2e-'));
    workbench = await openWorkbench({ folder });
  });
  after(async () => {
    await workbench?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  it('trains four activations with five seeds beside the walkthrough, and shows a verdict', async () => {
    const walkthrough = new Walkthrough(workbench);
    await workbench.command('Get Started');
    // The first step opens a second editor group. The walkthrough is then less than 700 pixels wide.
    await walkthrough.press('Open a text', 'Open the Sample Text');
    await workbench.page.locator('.tab', { hasText: 'english.txt' }).waitFor();
    await walkthrough.press('Let seeds decide', 'Compare Four Activations');
    const frame = await workbench.frame('.experiment');
    await walkthrough.ticked('Let seeds decide');
    await frame.locator('[role=status]', { hasText: /^20 of 20 runs done$/ }).waitFor({ timeout: HANGS });
    const verdict =
      /^tanh is lower than logistic in 5 of 5 seeds, by 0\.\d+ nats per token \(.*\), p below 0\.001/;
    await frame.locator('.verdict li', { hasText: verdict }).first().waitFor();
    assert.equal(await frame.locator('.results tbody tr').count(), 4);
    await walkthrough.ticked('Let seeds decide');
    assert.match(
      readFileSync(path.join(folder, 'activations.elman.json'), 'utf8'),
      /"validation.interval": 400\n.*"seeds": 5/s,
    );
  });
});
