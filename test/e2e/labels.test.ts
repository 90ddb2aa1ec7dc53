import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { checkout } from '../host/lib/paths';
import { Dashboard } from './support/dashboard';
import { openWorkbench, themeNames } from './support/openWorkbench';
import { titleOf } from './support/titles';
import { until } from './support/until';
import type { Workbench } from './support/workbench';

/** The folder for screenshots during the tests. Undefined if no screenshots are taken. */
const pictures = process.env.ELMAN_TEST_PICTURES;

const settings = {
  'elman.model.hidden': 16,
  'elman.training.maxIterations': 150,
  'elman.validation.interval': 50,
  'editor.minimap.enabled': false,
  'editor.occurrencesHighlight': 'off',
};

/** Returns lines of the sample texts of two languages with their languages as labels. */
function labelledLines(): string {
  const linesOf = (file: string, label: string) =>
    readFileSync(path.join(checkout, 'media/samples', file), 'utf8')
      .split(/[\n。]/)
      .map(line => line.replaceAll('\t', ' ').trim().slice(0, 40))
      .filter(line => line.length > 8)
      .slice(0, 120)
      .map(line => `${label}\t${line}\n`);
  return [...linesOf('english.txt', 'English'), ...linesOf('japanese.txt', 'Japanese')].join('');
}

const languages = {
  en: {
    trainNow: 'Train now',
    model: 'Model:',
    heading: 'Predicted labels of held-out examples',
    runs: 'Runs',
  },
  ja: {
    trainNow: '今すぐ学習させる',
    model: 'モデル:',
    heading: '検証用の例に対する予測ラベル',
    runs: 'ラン',
  },
} as const;

for (const language of ['en', 'ja'] as const) {
  const words = languages[language];
  describe(`a user trains a classifier and a tagger (${language})`, () => {
    let folder: string;
    let workbench: Workbench;
    let dashboard: Dashboard;

    before(async () => {
      folder = mkdtempSync(path.join(tmpdir(), 'elman-e2e-'));
      writeFileSync(path.join(folder, 'languages.tsv'), labelledLines());
      writeFileSync(path.join(folder, 'tags.tsv'), 'the\tDET\ndog\tNOUN\nbarks\tVERB\n\n'.repeat(60));
      writeFileSync(path.join(folder, 'text.txt'), 'The weather is fine today.\n今日は天気がいいですね。\n');
      writeFileSync(path.join(folder, 'bad.tsv'), 'a\tone\nb\ttwo\tthree\n');
      mkdirSync(path.join(folder, 'empty'));
      workbench = await openWorkbench({ folder, language, settings });
      dashboard = new Dashboard(workbench);
    });
    after(async () => {
      await workbench?.dispose();
      rmSync(folder, { recursive: true, force: true });
    });

    const picture = async (name: string) => {
      if (pictures) await workbench.screenshot(path.join(pictures, `labels-${language}-${name}.png`));
    };
    const page = () => workbench.frame('main.dashboard section.labels:not(.translations)');

    it('after choosing the settings, and sees accuracy, baselines, confusions and calibration', async () => {
      await workbench.openFile('languages.tsv');
      await workbench.command(titleOf('trainClassifier', language));
      await workbench.choose(words.trainNow);
      await dashboard.waitForState('done');
      const section = (await page()).locator('section.labels:not(.translations)');
      await until('the tables', async () => (await section.locator('table').count()) === 3);
      assert.equal(await section.locator('h2').textContent(), words.heading);
      const figures = section.locator('table').first().locator('tbody tr');
      assert.equal(await figures.count(), 3);
      await workbench.command(titleOf('openDashboard', language));
      await picture('dashboard');
      for (const theme of ['light', 'highContrast', 'highContrastLight'] as const) {
        await workbench.chooseTheme(themeNames[theme]);
        await picture(theme);
      }
      await workbench.chooseTheme(themeNames.dark);
    });

    it('opens the line of an example from the confusion table', async () => {
      const frame = await workbench.frame('.in-panel main.dashboard section.labels:not(.translations)');
      const count = frame.locator('section.labels .confusion button').first();
      await count.click();
      const item = workbench.quickItem(/English/);
      await item.first().waitFor();
      await picture('examples');
      await workbench.page.keyboard.press('Enter');
      await workbench.statusBar(/Ln \d+, Col \d+ \(\d+ selected\)/);
      await workbench.command('View: Close All Editors');
    });

    it('classifies a selection in a message, and sees the label in the hover', async () => {
      await workbench.openFile('text.txt');
      await workbench.editor.select('天気');
      const hover = await workbench.editor.hover('天気', /Japanese, [01]\.\d\d/);
      await until('the hover', async () => ((await hover.textContent()) ?? '').includes(words.model));
      await picture('hover');
      await workbench.command(titleOf('classifySelection', language));
      await workbench.toast(/Japanese, [01]\.\d\d/);
    });

    it('sees why a file cannot be used', async () => {
      await workbench.openFile('bad.tsv');
      await workbench.command(titleOf('trainClassifier', language));
      await workbench.choose(words.trainNow);
      await workbench.toast(/bad\.tsv.*2/);
    });

    it('tags words, after the window was loaded again', async () => {
      await workbench.openFile('tags.tsv');
      await workbench.command(titleOf('trainTagger', language));
      await workbench.choose(words.trainNow);
      const name = async () => (await page()).locator('h1').first().textContent();
      await until('the dashboard to show the tagger', async () => (await name()) === 'tagger lstm 16');
      await dashboard.waitForState('done');
      await workbench.reload();
      await workbench.openContainer('Elman');
      await workbench.openFile('text.txt');
      await workbench.command(titleOf('tagSelection', language));
      await workbench.page
        .locator('.editor-group-container .view-lines', { hasText: /DET|NOUN|VERB/ })
        .first()
        .waitFor();
      await picture('tags');
    });
  });
}
