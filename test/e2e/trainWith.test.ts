import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { checkout } from '../host/lib/paths';
import { Dashboard } from './support/dashboard';
import { openWorkbench } from './support/openWorkbench';
import { until } from './support/until';
import type { Workbench } from './support/workbench';

const command = 'Train on This File with…';

describe('a person chooses with what to train', () => {
  let folder: string;
  let workbench: Workbench;
  let dashboard: Dashboard;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'elman-e2e-'));
    writeFileSync(path.join(folder, 'fox.txt'), 'the quick brown fox jumps over the lazy dog .\n'.repeat(60));
    copyFileSync(path.join(checkout, 'media/samples/english.txt'), path.join(folder, 'english.txt'));
    workbench = await openWorkbench({ folder });
    dashboard = new Dashboard(workbench);
    await workbench.openFile('fox.txt');
  });
  after(async () => {
    await workbench?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  async function countRuns(): Promise<number> {
    await workbench.openContainer('Elman');
    return workbench.rows('Runs').count();
  }

  /** The words above and below the box, once its value is there. */
  async function question(title: RegExp, value: string): Promise<void> {
    const { page } = workbench;
    await page.locator('.quick-input-titlebar', { hasText: title }).waitFor();
    await page.waitForFunction(
      expected => document.querySelector<HTMLInputElement>('.quick-input-box input')?.value === expected,
      value,
    );
  }

  const row = (label: string) =>
    workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: label });
  const focused = (label: string) =>
    workbench.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: label });
  const goBack = () => workbench.page.locator('.quick-input-titlebar .codicon-quick-input-back').click();

  /** The list of all settings, as it opens. */
  async function listed(preset: string, active = 'Train now'): Promise<void> {
    await question(new RegExp(`: ${preset} \\(6/6\\)`), '');
    await focused(active).waitFor();
  }

  /** Looks for a setting in the list, and chooses it. */
  async function open(setting: string): Promise<void> {
    await workbench.quickInput.fill(setting);
    await focused(setting).waitFor();
    await workbench.page.keyboard.press('Enter');
    await workbench.page.locator('.quick-input-titlebar', { hasText: `· ${setting}` }).waitFor();
  }

  /** Chooses one of its values by typing what its description says. */
  async function pick(setting: string, value: string, words: string): Promise<void> {
    await open(setting);
    await workbench.quickInput.fill(words);
    await focused(value).waitFor();
    await workbench.page.keyboard.press('Enter');
  }

  async function trainNow(): Promise<void> {
    await workbench.quickInput.fill('Train now');
    await focused('Train now').waitFor();
    await workbench.page.keyboard.press('Enter');
  }

  /** Through the preset and the four numbers, as they are. */
  async function openList(preset: string): Promise<void> {
    await workbench.command(command);
    await workbench.choose(preset);
    for (const label of [/Hidden units/, /Learning rate/, /Sequence length/, /Iterations/]) {
      await workbench.page.locator('.quick-input-titlebar', { hasText: label }).waitFor();
      await workbench.page.keyboard.press('Enter');
    }
    await listed(preset);
  }

  it('is asked for a preset and four numbers, and Escape leaves nothing started', async () => {
    await workbench.command(command);
    await workbench.choose('elman.py');
    await question(/fox\.txt: elman\.py · Hidden units.*2\/6/, '100');
    await workbench.page.keyboard.press('Escape');
    await workbench.quickInput.waitFor({ state: 'hidden' });
    await workbench.openContainer('Elman');
    assert.equal(await workbench.rows('Runs').count(), 0);
  });

  it('is told of a number out of range as it is typed, can go back, and trains with what was chosen', async () => {
    await workbench.command(command);
    await workbench.choose('min-char-rnn');
    await question(/min-char-rnn · Hidden units/, '100');
    await workbench.enter('0');
    await workbench.page.locator('.quick-input-message', { hasText: 'from 1 to 4,096' }).waitFor();
    await workbench.enter('24');
    await question(/Learning rate.*3\/6/, '0.1');
    await workbench.enter('0.05');
    await question(/Sequence length.*4\/6/, '25');
    await goBack();
    await question(/Learning rate/, '0.05');
    await goBack();
    await question(/Hidden units/, '24');
    await goBack();
    await workbench.choose('elman.py');
    await question(/elman\.py · Hidden units/, '100');
    await workbench.enter('20');
    await question(/Learning rate/, '0.01');
    await workbench.enter('0,02');
    await question(/Sequence length/, '25');
    await workbench.enter('10');
    await question(/Iterations.*5\/6/, '10000');
    await workbench.enter('50');
    await listed('elman.py');
    await workbench.page.keyboard.press('Enter');
    await dashboard.waitForState('done');
    assert.equal(await dashboard.figure('iteration'), 50);
    const settings = await dashboard.settings();
    assert.equal(settings.get('model.hidden'), '20');
    assert.equal(settings.get('training.learningRate'), '0.02');
    assert.equal(settings.get('training.sequenceLength'), '10');
    assert.equal(settings.get('text.unit'), 'word');
    assert.equal(settings.get('training.gradientClip'), '1');
    assert.match((await workbench.rows('Runs').first().textContent()) ?? '', /fox\.txt · elman\.py/);
  });

  for (const [name, cell] of [
    ['LSTM', 'lstm'],
    ['GRU', 'gru'],
    ['Jordan network', 'jordan'],
  ] as const) {
    it(`trains a network of kind ${name} on a sample text`, async () => {
      await workbench.openFile('english.txt');
      await workbench.command(command);
      await workbench.choose(name);
      for (const label of [/Hidden units/, /Learning rate/, /Sequence length/]) {
        await workbench.page.locator('.quick-input-titlebar', { hasText: label }).waitFor();
        await workbench.page.keyboard.press('Enter');
      }
      await question(/Iterations/, '100000');
      await workbench.enter('600');
      await listed(name);
      await workbench.page.keyboard.press('Enter');
      await until(`the run of ${name}`, async () => (await dashboard.settings()).get('model.cell') === cell);
      await dashboard.waitForState('done');
      assert.equal(await dashboard.figure('iteration'), 600);
      const perplexity = await dashboard.figure('perplexity');
      assert.ok(perplexity < 50, `${perplexity}`); // 61 symbols
      assert.deepEqual(await dashboard.misplaced(), []);
    });
  }

  it('chooses any member of the engine in one list, is told what cannot be, mends it, and trains', async () => {
    await workbench.openFile('fox.txt');
    await openList('min-char-rnn');
    await pick('model.cell', 'gru', 'reset gate');
    await listed('min-char-rnn', 'model.cell');
    await focused('gru ● was elman').waitFor();
    await open('model.layers');
    await workbench.enter('9');
    await workbench.page.locator('.quick-input-message', { hasText: 'from 1 to 8' }).waitFor();
    await workbench.enter('2');
    await listed('min-char-rnn', 'model.layers');
    await pick('model.output', 'tied', "embedding's");
    await listed('min-char-rnn', 'model.output');
    await pick('training.optimizer', 'adam', 'bias corrected');
    await listed('min-char-rnn', 'training.optimizer');
    await pick('model.initialiser', 'orthogonal', 'random orthogonal');
    await listed('min-char-rnn', 'model.initialiser');
    await open('training.maxIterations');
    await workbench.enter('40');
    await listed('min-char-rnn', 'training.maxIterations');

    const runs = await countRuns();
    await trainNow();
    const refusal = 'elman.model.embedding (0) must equal elman.model.hidden (100)';
    const toast = await workbench.toast(refusal);
    await listed('min-char-rnn', 'model.embedding');
    await focused(refusal).waitFor();
    assert.equal(await countRuns(), runs);
    await toast.getByRole('button', { name: 'OK' }).click();
    await open('model.embedding');
    await workbench.enter('100');
    await listed('min-char-rnn', 'model.embedding');
    await trainNow();

    await until(
      'the run of the list',
      async () => (await dashboard.settings()).get('model.output') === 'tied',
    );
    await dashboard.waitForState('done');
    const settings = await dashboard.settings();
    for (const [name, value] of Object.entries({
      'model.cell': 'gru',
      'model.layers': '2',
      'model.embedding': '100',
      'training.optimizer': 'adam',
      'model.initialiser': 'orthogonal',
      'training.learningRate': '0.1',
    })) {
      assert.equal(settings.get(name), value, name);
    }
    assert.equal(await dashboard.figure('iteration'), 40);
  });

  it('goes back without losing a change, and Escape anywhere in the list leaves nothing started', async () => {
    const runs = await countRuns();
    await openList('LSTM');
    await open('model.layers');
    await workbench.enter('3');
    await listed('LSTM', 'model.layers');
    await pick('training.schedule', 'cosine', 'cosine');
    await listed('LSTM', 'training.schedule');
    await open('model.cell');
    await goBack();
    await listed('LSTM', 'model.cell');
    await goBack();
    await question(/LSTM · Iterations.*5\/6/, '100000');
    await goBack();
    await question(/LSTM · Sequence length/, '50');
    await workbench.enter('30');
    await question(/LSTM · Iterations/, '100000');
    await workbench.page.keyboard.press('Enter');
    await listed('LSTM');
    for (const [name, change] of [
      ['model.layers', '3 ● was 1'],
      ['training.schedule', 'cosine ● was constant'],
      ['training.sequenceLength', '30 ● was 50'],
    ]) {
      await workbench.quickInput.fill(name);
      await focused(name).filter({ hasText: change }).waitFor();
    }
    await open('training.optimizer');
    await workbench.page.keyboard.press('Escape');
    await workbench.quickInput.waitFor({ state: 'hidden' });
    await openList('LSTM');
    assert.equal(await row('● was').count(), 0); // what was left is forgotten
    await workbench.page.keyboard.press('Escape');
    await workbench.quickInput.waitFor({ state: 'hidden' });
    assert.equal(await countRuns(), runs);
  });
});
