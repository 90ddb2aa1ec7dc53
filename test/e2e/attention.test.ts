import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { checkout } from '../host/lib/paths';
import { openWorkbench, themeNames } from './support/openWorkbench';
import { titleOf } from './support/titles';
import { until } from './support/until';
import type { Workbench } from './support/workbench';

/** The folder for screenshots during the tests. Undefined if no screenshots are taken. */
const pictures = process.env.ELMAN_TEST_PICTURES;

/** Two layers with two heads each, trained for some seconds. */
const settings = {
  'elman.model.cell': 'transformer',
  'elman.model.hidden': 32,
  'elman.model.layers': 2,
  'elman.model.heads': 2,
  'elman.training.optimizer': 'adamw',
  'elman.training.learningRate': 0.003,
  'elman.training.batch': 8,
  'elman.training.sequenceLength': 64,
  'elman.training.maxIterations': 150,
  'editor.minimap.enabled': false,
  'editor.occurrencesHighlight': 'off',
};

const languages = {
  en: {
    mean: 'layer 2, mean of all heads',
    head: 'layer 1, head 2',
    sizes: 'layers: 2, heads per layer: 2',
    legend: /attention: layer 1, head 2/,
    hover: /Attention, layer 1, head 2: [\d.]+/,
  },
  ja: {
    mean: 'レイヤー 2、全ヘッドの平均',
    head: 'レイヤー 1、ヘッド 2',
    sizes: 'レイヤー数: 2、レイヤーごとのヘッド数: 2',
    legend: /アテンション: レイヤー 1、ヘッド 2/,
    hover: /アテンション、レイヤー 1、ヘッド 2: [\d.]+/,
  },
} as const;

for (const language of ['en', 'ja'] as const) {
  const words = languages[language];
  describe(`a user sees the attention of a transformer (${language})`, () => {
    let folder: string;
    let workbench: Workbench;

    before(async () => {
      folder = mkdtempSync(path.join(tmpdir(), 'elman-e2e-'));
      cpSync(path.join(checkout, 'media/samples/english.txt'), path.join(folder, 'english.txt'));
      workbench = await openWorkbench({ folder, language, settings });
    });
    after(async () => {
      await workbench?.dispose();
      rmSync(folder, { recursive: true, force: true });
    });

    const picture = async (name: string) => {
      if (pictures) await workbench.screenshot(path.join(pictures, `attention-${language}-${name}.png`));
    };

    it('of the token at the caret, in the colours of the text, the legend and the hover', async () => {
      await workbench.openFile('english.txt');
      await workbench.command(titleOf('trainOnFile', language));
      // The newest run is the active model while it trains, and after.
      await workbench.openFile('english.txt');
      await workbench.command('Go to Line/Column...');
      await workbench.enter(':8:30');
      await workbench.command(titleOf('chooseAttentionHead', language));
      await workbench.choose(words.mean);
      await workbench.command(titleOf('chooseAttentionHead', language));
      await workbench.choose(words.head);
      await workbench.statusBar(words.legend);
      await workbench.statusBar(/Ln 8, Col 30/);
      await (await workbench.statusBar(words.legend)).hover();
      await workbench.page.locator('.hover-contents', { hasText: words.sizes }).first().waitFor();
      await picture('dark');
      await workbench.restMouse();
      const hover = await workbench.editor.hover('First', words.head);
      await until('the hover', async () => words.hover.test((await hover.textContent()) ?? ''));
    });

    it('in the other kinds of themes', async () => {
      for (const theme of ['light', 'highContrast', 'highContrastLight'] as const) {
        await workbench.chooseTheme(themeNames[theme]);
        await workbench.statusBar(words.legend);
        await picture(theme);
      }
    });
  });
}
