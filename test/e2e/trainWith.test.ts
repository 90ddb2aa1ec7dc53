import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { checkout } from '../host/lib/paths';
import { Dashboard } from './support/dashboard';
import { openWorkbench, themeNames } from './support/openWorkbench';
import { ReadingPage } from './support/readingPage';
import { TrainWith } from './support/trainWith';
import { until } from './support/until';
import type { Workbench } from './support/workbench';

const command = 'Train on This File with…';

describe('a user chooses the network and its settings', () => {
  let folder: string;
  let workbench: Workbench;
  let dashboard: Dashboard;
  let setup: TrainWith;
  /** Number of runs that the tests have started so far. */
  let started = 0;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'elman-e2e-'));
    writeFileSync(path.join(folder, 'fox.txt'), 'the quick brown fox jumps over the lazy dog .\n'.repeat(60));
    copyFileSync(path.join(checkout, 'media/samples/english.txt'), path.join(folder, 'english.txt'));
    const settings = { 'editor.minimap.enabled': false, 'editor.wordWrap': 'on' };
    workbench = await openWorkbench({ folder, settings });
    dashboard = new Dashboard(workbench);
    setup = new TrainWith(workbench);
    await workbench.openFile('fox.txt');
  });
  after(async () => {
    await workbench?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is asked for a preset and four numbers, and Escape starts no run', async () => {
    await workbench.command(command);
    await workbench.choose('elman.py');
    await setup.question(/fox\.txt: elman\.py · Hidden units.*2\/6/, '100');
    await workbench.quickInput.press('Escape');
    await workbench.quickInput.waitFor({ state: 'hidden' });
    await setup.startedRuns(started);
  });

  it('sees that a number is out of range while typing, can go back, and trains with the chosen values', async () => {
    await workbench.command(command);
    await workbench.choose('min-char-rnn');
    await setup.question(/min-char-rnn · Hidden units/, '100');
    await workbench.enter('0');
    await workbench.page.locator('.quick-input-message', { hasText: 'from 1 to 4,096' }).waitFor();
    await workbench.enter('24');
    await setup.question(/Learning rate.*3\/6/, '0.1');
    await workbench.enter('0.05');
    await setup.question(/Sequence length.*4\/6/, '25');
    await setup.goBack();
    await setup.question(/Learning rate/, '0.05');
    await setup.goBack();
    await setup.question(/Hidden units/, '24');
    await setup.goBack();
    await workbench.choose('elman.py');
    await setup.question(/elman\.py · Hidden units/, '100');
    await workbench.enter('20');
    await setup.question(/Learning rate/, '0.01');
    await workbench.enter('0,02');
    await setup.question(/Sequence length/, '25');
    await workbench.enter('10');
    await setup.question(/Iterations.*5\/6/, '10000');
    await workbench.enter('50');
    await setup.listed('elman.py');
    await workbench.quickInput.press('Enter');
    await dashboard.waitForState('done');
    assert.equal(await dashboard.figure('iteration'), 50);
    const settings = await dashboard.settings();
    assert.equal(settings.get('model.hidden'), '20');
    assert.equal(settings.get('training.learningRate'), '0.02');
    assert.equal(settings.get('training.sequenceLength'), '10');
    assert.equal(settings.get('text.unit'), 'word');
    assert.equal(settings.get('training.gradientClip'), '1');
    // The question that was cancelled before has started no run.
    await setup.startedRuns(++started);
    await workbench.runs('Runs').first().filter({ hasText: 'elman.py' }).waitFor();
  });

  it('trains from any question, with what was typed', async () => {
    await workbench.openFile('fox.txt');
    await workbench.command(command);
    await workbench.choose('elman.py');
    await setup.question(/elman\.py · Hidden units/, '100');
    await workbench.quickInput.fill('13');
    await workbench.page.locator('.quick-input-titlebar [aria-label="Train now"]').click();
    await until('its run', async () => (await dashboard.settings()).get('model.hidden') === '13');
    await dashboard.waitForState('done');
    await setup.startedRuns(++started);
  });

  it('trains a network of another kind on a sample text', async () => {
    await workbench.openFile('english.txt');
    await setup.train('LSTM', '600');
    await until('its run', async () => (await dashboard.settings()).get('model.cell') === 'lstm');
    await dashboard.waitForState('done');
    assert.equal(await dashboard.figure('iteration'), 600);
    const perplexity = await dashboard.figure('perplexity');
    // With 61 symbols, an untrained network has a perplexity of about 61.
    assert.ok(perplexity < 50, `${perplexity}`);
    await dashboard.fits(300);
    await setup.startedRuns(++started);
  });

  it('colours the text by units and gates of that network with the keys, in every kind of theme', async () => {
    const reading = new ReadingPage(workbench, folder);
    await workbench.openFile('english.txt');
    await workbench.command('Choose Unit…');
    await workbench.statusBar(/h_l0:0 \(units: 128\): −[\d.]+ to [\d.]+/);
    await workbench.quickItem(/h_l0:1(?!\d)/).waitFor();
    await reading.press('ArrowDown');
    await workbench.statusBar(/h_l0:1 \(/);
    await reading.picture('unit-list');
    await reading.press('Enter');
    await workbench.editor.focus();
    await reading.press('Control+Alt+ArrowRight');
    await workbench.statusBar(/h_l0:2 \(/);
    await reading.press('Control+Alt+PageDown');
    const legend = await workbench.statusBar(/c_l0:2 \(/);
    await reading.painted();
    for (const [kind, name] of Object.entries(themeNames)) {
      await workbench.chooseTheme(name);
      const isContrast = kind.startsWith('highContrast');
      await until(`the colours of ${kind}`, async () => {
        const { colours, underlines } = await reading.heat();
        return colours.length > 1 && underlines.length > 0 === isContrast;
      });
      await workbench.restMouse();
      await reading.picture(`unit-${kind}`);
    }
    await legend.hover();
    const tooltip = workbench.page.locator('.monaco-hover', { hasText: /\(double line above the text\)/ });
    await tooltip.first().waitFor();
    await reading.picture('unit-legend');
    await workbench.editor.hover('Before', /c_l0:2: −?-?[\d.]+/);
    await reading.picture('unit-hover');
  });

  it('chooses any part of the engine in one list, sees which settings conflict, corrects them, and trains', async () => {
    await workbench.openFile('fox.txt');
    await setup.openList('min-char-rnn');
    await setup.pick('model.cell', 'gru', 'reset gate');
    await setup.listed('min-char-rnn', 'model.cell');
    await setup.focused('gru ● was elman').waitFor();
    await setup.open('model.layers');
    await workbench.enter('9');
    await workbench.page.locator('.quick-input-message', { hasText: 'from 1 to 8' }).waitFor();
    await workbench.enter('2');
    await setup.listed('min-char-rnn', 'model.layers');
    await setup.pick('model.output', 'tied', 'shares its weights');
    await setup.listed('min-char-rnn', 'model.output');
    await setup.pick('training.optimizer', 'adam', 'bias corrected');
    await setup.listed('min-char-rnn', 'training.optimizer');
    await setup.pick('model.initialiser', 'orthogonal', 'random orthogonal');
    await setup.listed('min-char-rnn', 'model.initialiser');
    await setup.open('training.maxIterations');
    await workbench.enter('40');
    await setup.listed('min-char-rnn', 'training.maxIterations');

    await setup.trainNow();
    const refusal = 'elman.model.embedding (0) must equal elman.model.hidden (100)';
    const toast = await workbench.toast(refusal);
    await setup.listed('min-char-rnn', 'model.embedding');
    await setup.focused(refusal).waitFor();
    await setup.startedRuns(started);
    await toast.getByRole('button', { name: 'OK' }).click();
    await setup.open('model.embedding');
    await workbench.enter('100');
    await setup.listed('min-char-rnn', 'model.embedding');
    await setup.trainNow();

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
      // The default depends on the optimizer, which was changed.
      'training.learningRate': '0.001',
    })) {
      assert.equal(settings.get(name), value, name);
    }
    assert.equal(await dashboard.figure('iteration'), 40);
    await setup.startedRuns(++started);
  });

  it('goes back without losing a change, and Escape anywhere in the list starts no run', async () => {
    await setup.openList('LSTM');
    await setup.open('model.layers');
    await workbench.enter('3');
    await setup.listed('LSTM', 'model.layers');
    await setup.pick('training.schedule', 'cosine', 'cosine');
    await setup.listed('LSTM', 'training.schedule');
    await setup.open('model.cell');
    await setup.goBack();
    await setup.listed('LSTM', 'model.cell');
    await setup.goBack();
    await setup.question(/LSTM · Iterations.*5\/6/, '100000');
    await setup.goBack();
    await setup.question(/LSTM · Sequence length/, '50');
    await workbench.enter('30');
    await setup.question(/LSTM · Iterations/, '100000');
    await workbench.quickInput.press('Enter');
    await setup.listed('LSTM');
    for (const [name, change] of [
      ['model.layers', '3 ● was 1'],
      ['training.schedule', 'cosine ● was constant'],
      ['training.sequenceLength', '30 ● was 50'],
    ]) {
      await workbench.quickInput.fill(name);
      await setup.focused(name).filter({ hasText: change }).waitFor();
    }
    await setup.open('training.optimizer');
    await workbench.quickInput.press('Escape');
    await workbench.quickInput.waitFor({ state: 'hidden' });
    await setup.openList('LSTM');
    // The changes that were cancelled before are no longer in the list.
    assert.equal(await setup.row('● was').count(), 0);
    await workbench.quickInput.press('Escape');
    await workbench.quickInput.waitFor({ state: 'hidden' });
    await setup.startedRuns(started);
  });
});
