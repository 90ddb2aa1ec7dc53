import { themeNames } from './support/openWorkbench';
import { ReadingPage } from './support/readingPage';
import { until } from './support/until';

describe('a user colours a text by one unit', () => {
  let reading: ReadingPage;
  before(async () => {
    const training = {
      'elman.training.maxIterations': 500,
      'elman.model.cell': 'lstm',
      'elman.model.hidden': 24,
    };
    const editor = { 'editor.minimap.enabled': false, 'editor.wordWrap': 'on' };
    reading = await ReadingPage.open({ settings: { ...training, ...editor } });
  });
  after(() => reading?.close());

  it('goes through units and gates with the keys, in every kind of theme', async () => {
    const { workbench } = reading;
    await workbench.openFile('english.txt');
    await workbench.command('Train Elman on This File');
    await reading.dashboard.waitForState('done');
    await workbench.openFile('english.txt');
    await workbench.command('Choose Unit…');
    await workbench.statusBar(/h 1 of 24, layer 1: −[\d.]+ to [\d.]+/);
    await workbench.quickItem(/h 2, layer 1/).waitFor();
    await reading.press('ArrowDown');
    await workbench.statusBar(/h 2 of 24, layer 1/);
    await reading.picture('unit-list');
    await reading.press('Enter');
    await workbench.editor.focus();
    await reading.press('Control+Alt+ArrowRight');
    await workbench.statusBar(/h 3 of 24, layer 1/);
    await reading.press('Control+Alt+PageDown');
    const legend = await workbench.statusBar(/c 3 of 24, layer 1/);
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
    await workbench.editor.hover('Before', /c 3, layer 1: −?-?[\d.]+/);
    await reading.picture('unit-hover');
  });
});
