import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { Preview, type Shot } from '../webview/preview/preview';
import { themeNames } from '../webview/preview/themes';
import { tick } from './support/checkBox';
import { tabThrough } from './support/focus';
import { framesDrawn } from './support/frames';
import { bottomsOf, findMisplaced, isInWindow, openFolds, readWords } from './support/inspect';
import { watch } from './support/screen';
import { until, untilEqual } from './support/until';
import { violationsOf, violationsOfTheme } from './support/violations';

/** Matches names, units and formulas that are the same in every language. */
const international =
  /\w+\.txt|elman|gru|tanh|logistic|relu|seed|\bnat\b|dL\(t\)\/dh\(t−k\)|\b(?:exp|ln|log2|[Wb][xhy]{1,2})\b|PNG|SVG|Shift|[\w]+\.[\w.]+/g;

const compared = { width: 700, runs: 4, network: 'gru' } as const;

/** The browser of all tests in this file. */
let preview: Preview;
before(async () => {
  preview = await Preview.start();
});
after(() => preview?.dispose());

describe('the dashboard page in a browser', () => {
  let tab: Page;

  const open = async (shot: Partial<Shot> = {}) => {
    tab = await preview.open({ theme: 'dark', ...compared, ...shot }, 900);
    watch(tab);
    // Waits until the page has drawn its plots.
    await tab.locator('.plots canvas[aria-label]').first().waitFor();
    await tab.evaluate(openFolds);
    // Waits until the parts that were just opened are drawn as well.
    await drawn();
  };
  const resize = async (width: number) => {
    await tab.setViewportSize({ width, height: 900 });
    await drawn();
  };
  const drawn = async () => {
    await framesDrawn(tab);
    const undrawn = tab.locator('.plot:not([hidden]) canvas:not([aria-label])').filter({ visible: true });
    await untilEqual(() => undrawn.count(), 0);
  };

  for (const theme of themeNames)
    it(`reaches every control by the Tab key, and shows the focus (${theme})`, async () => {
      await open({ theme });
      const { stops, missed } = await tabThrough(tab);
      assert.deepEqual(missed, []);
      assert.ok(stops.length > 60, `${stops.length} stops`);
      assert.deepEqual(
        stops.filter(({ isSeen, name }) => !isSeen || name === ''),
        [],
      );
    });

  // Checks rules about elements only in the theme `dark`, because their results are the same in every theme.
  // Checks rules about colours in each theme.
  for (const theme of themeNames)
    it(`meets WCAG 2.2 AA, wide and narrow, of one run and of several (${theme})`, async () => {
      const violations = theme === 'dark' ? violationsOf : violationsOfTheme;
      await open({ theme, width: 300, runs: 1 });
      assert.deepEqual(await violations(tab), [], 'one run, narrow');
      if (theme === 'dark') {
        await resize(1400);
        // The elements are the same in every theme.
        assert.deepEqual(await violations(tab), [], 'one run, wide');
      }
      await open({ theme, width: 300 });
      assert.deepEqual(await violations(tab), [], 'several runs, narrow');
      await resize(1400);
      assert.deepEqual(await violations(tab), [], 'several runs, wide');
    });

  for (const shot of [
    { language: 'ja' },
    ...['failed', 'none', 'done', 'paused'].map(state => ({ runs: 1, state })),
  ])
    it(`meets WCAG 2.2 AA: ${JSON.stringify(shot)}`, async () => {
      tab = await preview.open({ theme: 'dark', ...compared, ...shot, width: 300 }, 900);
      await tab.evaluate(openFolds);
      for (const width of [300, 1400]) {
        await resize(width);
        assert.deepEqual(await violationsOf(tab), [], `${width}`);
      }
    });

  // Sizes of the editor panel in a window of 1400 x 900 pixels, and of the view in a side bar of 300 x 611
  // pixels.
  for (const [width, height, parts] of [
    [1400, 808, ['[data-card=loss] .plot-box', 'pre.sample', '[data-card=norms] .plot-box']],
    [300, 611, ['[data-card=loss] .plot-box', 'pre.sample']],
  ] as const)
    for (const [language, network] of [
      ['en', 'elman'],
      ['ja', 'elman'],
      // The run with the network `gru` is validated.
      ['en', 'gru'],
      ['ja', 'gru'],
    ] as const)
      it(`shows the loss and the sampled text without scrolling: ${width} x ${height}, ${language}, ${network}`, async () => {
        tab = await preview.open({ theme: 'dark', width, language, network }, height);
        await drawn();
        const bottoms = await tab.evaluate(bottomsOf, parts);
        assert.ok(
          bottoms.every(bottom => bottom !== undefined && bottom <= height),
          `${bottoms}`,
        );
      });

  for (const language of ['en', 'ja'])
    it(`shows the loss and the norms of a comparison without scrolling: 1400 x 808, ${language}`, async () => {
      tab = await preview.open({ theme: 'dark', ...compared, width: 1400, language }, 808);
      await drawn();
      const parts = ['.verdict', '[data-card=loss] .plot-box', '[data-card=norms] .plot-box'];
      const bottoms = await tab.evaluate(bottomsOf, parts);
      assert.ok(
        bottoms.every(bottom => bottom !== undefined && bottom <= 808),
        `${bottoms}`,
      );
    });

  for (const language of ['en', 'ja'])
    it(`shows the runs of a comparison and their losses without scrolling: 300 x 611, ${language}`, async () => {
      tab = await preview.open({ theme: 'dark', ...compared, width: 300, language }, 611);
      const parts = ['.verdict', '.run-list', '[data-card=loss] .plot-box'];
      await drawn();
      const bottoms = await tab.evaluate(bottomsOf, parts);
      assert.ok(
        bottoms.every(bottom => bottom !== undefined),
        `${bottoms}`,
      );
      assert.deepEqual(
        bottoms,
        bottoms.toSorted((a = 0, b = 0) => a - b),
        // Asserts that the parts are below each other in this order.
      );
      const [verdict = 0, , loss = 0] = bottoms;
      assert.ok(verdict < 120 && loss <= 611, `${bottoms}`);
      const whole = tab.locator('.verdict p');
      assert.equal(await whole.isVisible(), false);
      await tab.locator('.verdict summary').click();
      await whole.waitFor();
    });

  it('shows the mean and deviation of runs that differ only in the seed, in the table and as curves', async () => {
    await open();
    const means = tab.locator('.runs tfoot tr');
    await untilEqual(
      async () => (await means.locator('th').allTextContents()).join(),
      'Mean of 2 seeds: tanh,Mean of 2 seeds: logistic',
    );
    assert.match((await means.first().textContent()) ?? '', /[\d.]+ ± [\d.]+/);
    await tab.getByLabel('Group by').selectOption('seeds');
    await untilEqual(() => tab.locator('.plots .legend-name').first().textContent(), 'tanh (2)');
  });

  it('saves a note where it is typed, in the header or in the table; Escape discards the change', async () => {
    await open();
    const [shown, field] = [tab.locator('p.run-note'), tab.getByRole('textbox', { name: 'Note' })];
    await tab.getByRole('button', { name: 'Add Note' }).click();
    await field.fill('The baseline.\nSlow.');
    // Clicks elsewhere, so that the field loses the focus.
    await tab.locator('h1').click();
    await untilEqual(() => shown.textContent(), 'The baseline.\nSlow.');
    const cells = tab.locator('.runs tr[data-run="run-0"] td', { hasText: 'The baseline.' });
    await untilEqual(() => cells.count(), 1);
    await tab.getByRole('button', { name: 'Edit Note' }).click();
    await field.fill('Something else');
    await field.press('Escape');
    await field.waitFor({ state: 'hidden' });
    // If the note had been saved, it would be shown after these frames.
    await framesDrawn(tab);
    assert.equal(await shown.textContent(), 'The baseline.\nSlow.');
    await tab.getByRole('button', { name: 'Edit Note' }).click();
    await field.fill('');
    await field.press('Control+Enter');
    await shown.waitFor({ state: 'hidden' });
  });

  it('shows the figures of the record, as the tree does, while newer metrics arrive', async () => {
    await open({ runs: 1, network: 'elman', iteration: 2000 });
    const figures = () => tab.locator('.figure dd').allTextContents();
    const before = await figures();
    await tab.evaluate('measure(2000)');
    await drawn();
    assert.deepEqual(await figures(), before);
    await tab.evaluate('grow(4000)');
    // The iteration, the loss, the perplexity and the bits per character.
    const changed = async () => (await figures()).slice(0, 4).every((figure, i) => figure !== before[i]);
    await until('the figures of the next record', changed);
  });

  it('offers the sample text first while there is no run', async () => {
    tab = await preview.open({ theme: 'dark', width: 300, runs: 1, state: 'none' }, 611);
    const buttons = tab.locator('.empty vscode-button');
    await untilEqual(() => buttons.allTextContents(), ['Open the Sample Text', 'Train Elman on this file']);
    await buttons.first().click();
    await untilEqual(() => tab.evaluate<string>('window.asked'), 'openSample');
  });

  it('says which share of the gradient is clipped by element, without a threshold among the norms', async () => {
    await open({ runs: 1, network: 'elman' });
    const norms = tab.locator('[data-card=norms]');
    await norms.getByText(/Clipped: 0\.05\s?% of the elements\./).waitFor();
    await norms.getByRole('button', { name: 'More actions' }).press('Enter');
    await tab.getByRole('menuitem', { name: 'Save as SVG…' }).click();
    await tab.waitForFunction(() => Object(window).saved !== undefined);
    const svg = await tab.evaluate(() => new TextDecoder().decode(Object(window).saved.bytes));
    assert.match(svg, />Gradient norm before clipping</);
    assert.doesNotMatch(svg, /Clip threshold/);
  });

  it('shows the time left of a running run, but not in the first three seconds', async () => {
    await open({ runs: 1, network: 'elman', iteration: 20_000 });
    const left = tab.locator('header .progress .secondary');
    assert.equal(await left.textContent(), '');
    await tab.evaluate('grow(10_000)');
    // 70,000 updates of 25 tokens at 212,000 tokens/s.
    await untilEqual(() => left.textContent(), '0:09 left');
  });

  it('trains again with held-out text by the button of the note, which validated runs lack', async () => {
    await open({ runs: 1, network: 'elman' });
    const validate = () => tab.getByRole('button', { name: 'Train again with 5% held out' });
    await validate().click();
    await untilEqual(() => tab.evaluate<string>('window.heldOut'), 'run-0');
    await open({ runs: 1, network: 'gru' });
    assert.equal(await validate().count(), 0);
  });

  it('opens the hidden activations and scrolls to them when the walkthrough explains them', async () => {
    tab = await preview.open({ theme: 'dark', ...compared }, 900);
    await tab.locator('.plots canvas[aria-label]').first().waitFor();
    const units = tab.locator('details.fold.units');
    assert.equal(await units.getAttribute('open'), null);
    await tab.evaluate("unfold('units')");
    await units.locator('canvas[aria-label]').filter({ visible: true }).first().waitFor();
    await untilEqual(() => units.evaluate(isInWindow), true);
    // The page grows above the part, as it does while a run is trained.
    await tab
      .locator('.plots')
      .first()
      .evaluate(plots => plots.style.setProperty('margin-bottom', '900px'));
    await tab.evaluate('grow(1000)');
    await untilEqual(() => units.evaluate(isInWindow), true);
    await tab.mouse.move(350, 450);
    await tab.mouse.wheel(0, -5000);
    await untilEqual(() => tab.evaluate(() => scrollY), 0);
    await tab.evaluate('grow(1000)');
    await drawn();
    assert.equal(await tab.evaluate(() => scrollY), 0);
  });

  it('pins a comparison, and returns to the current run', async () => {
    await open();
    const pin = tab.getByLabel('Pin comparison');
    await tick(pin, true);
    await tab.getByRole('button', { name: 'Show Only This Run' }).click();
    await pin.waitFor({ state: 'hidden' });
    await tab.locator('.comparison').waitFor({ state: 'hidden' });
  });

  it('names every control in Japanese, too', async () => {
    await open({ language: 'ja' });
    const { stops } = await tabThrough(tab);
    assert.deepEqual(
      stops
        .map(({ name }) => name)
        .filter(name => /[A-Za-z]{3}|^$/.test(name.replace(international, '').trim() || '–')),
      [],
    );
  });

  for (const runs of [1, 4])
    it(`fits a side bar of 300 pixels, without English in Japanese: ${runs} runs`, async () => {
      await open({ language: 'ja', width: 300, runs });
      assert.deepEqual(await tab.evaluate(findMisplaced), []);
      const words = await tab.evaluate(readWords);
      assert.ok(words.length > 20, words.join());
      assert.deepEqual(
        words.filter(word => /[A-Za-z]{2}/.test(word.replace(international, ''))),
        [],
      );
    });

  it('plays through the samples; with reduced motion, one step per press', async () => {
    await open();
    preview.changesTab();
    await tab.clock.install({ time: 0 });
    // From here on, only the test advances the clock.
    await tab.clock.pauseAt(3_600_000);
    await tab.evaluate(countTimers);
    const slider = tab.locator('.samples .time input');
    const press = () => tab.locator('.samples .time button').click();
    await press();
    await tab.clock.runFor(500);
    assert.equal(await slider.inputValue(), '1');
    // The second press stops playing.
    await press();
    await tab.clock.runFor(5000);
    assert.equal(await slider.inputValue(), '1');
    assert.equal(await tab.evaluate(() => timers), 1);
    await tab.clock.resume();

    await tab.emulateMedia({ reducedMotion: 'reduce' });
    await slider.fill('4');
    await press();
    await untilEqual(() => slider.inputValue(), '5');
    assert.equal(await tab.evaluate(() => timers), 1);
    assert.deepEqual(await tab.evaluate(findMotion), []);
  });

  it('lists the settings that differ from the defaults, and finds all others by a filter', async () => {
    await open({ runs: 1 });
    assert.equal(
      await tab.locator('.numbers .validation .note').textContent(),
      'Validation text: unknown and left out: 12,500 of 192,500 tokens (6.5%)',
    );
    assert.match((await tab.locator('.configuration-fold > summary').textContent()) ?? '', /: 8 changed/);
    const listed = (part: string) => tab.locator(`${part} > .configuration dt`).allTextContents();
    assert.ok((await listed('.settings')).includes('model.cell'));
    assert.ok(!(await listed('.settings')).includes('model.forgetBias'));
    const filter = tab.getByRole('textbox', { name: 'Filter settings' });
    await filter.fill('FORGET');
    await untilEqual(() => listed('.all'), ['model.forgetBias']);
    assert.equal(await tab.locator('.all dd .note').textContent(), 'only with model.cell: lstm');
    await filter.fill('no such setting');
    await tab.getByText('No setting matches.').waitFor();
  });

  describe('with cards that can be moved', () => {
    const cards = (part = '.first') => tab.locator(`${part} > [data-card]:not([hidden])`).evaluateAll(keysOf);
    const card = (key: string) => tab.locator(`[data-card=${key}]`);
    const choose = async (key: string, name: string) => {
      await card(key).getByRole('button', { name: 'More actions' }).press('Enter');
      await tab.getByRole('menu').waitFor();
      const entry = tab.locator('.menu-item', { hasText: name }).filter({ visible: true });
      while (!(await entry.evaluate(item => item === document.activeElement)))
        await tab.keyboard.press('ArrowDown');
      await tab.keyboard.press('Enter');
      await tab.getByRole('menu').waitFor({ state: 'hidden' });
      const focused = () => tab.evaluate(() => document.activeElement?.getAttribute('aria-label'));
      await untilEqual(focused, 'More actions');
    };

    it('moves and pins a plot by keyboard', async () => {
      await open({ runs: 1 });
      await untilEqual(cards, ['loss', 'sample', 'norms', 'flow']);
      await choose('norms', 'Move backward');
      await untilEqual(cards, ['loss', 'norms', 'sample', 'flow']);
      await choose('norms', 'Pin to the top');
      await untilEqual(cards, ['loss', 'sample', 'flow']);
      await untilEqual(() => cards('.more > .plots'), ['norms']);
      await choose('activations', 'Pin to the top');
      await untilEqual(cards, ['loss', 'sample', 'flow', 'activations']);
    });

    it('moves a plot by mouse', async () => {
      await open({ width: 1400, runs: 1 });
      const title = await card('flow').locator('h2').boundingBox();
      const loss = await card('loss').boundingBox();
      assert.ok(title && loss);
      await tab.mouse.move(title.x + 10, title.y + 5);
      await tab.mouse.down();
      await tab.mouse.move(loss.x + 20, loss.y + 20, { steps: 4 });
      await tab.mouse.up();
      await untilEqual(cards, ['flow', 'loss', 'sample', 'norms']);
      await untilEqual(() => tab.locator('[data-drop]').count(), 0);
    });

    it('shows a plot on the full screen, until Escape is pressed', async () => {
      await open({ runs: 1 });
      await card('norms').getByRole('button', { name: 'Full screen' }).click();
      const dialog = tab.getByRole('dialog');
      const height = async () => (await dialog.locator('canvas').boundingBox())?.height ?? 0;
      await until('a large plot', async () => (await height()) > 600);
      assert.deepEqual(await violationsOf(tab), []);
      await dialog.locator('canvas').focus();
      // Shows the readout. A single Escape must nevertheless close the full screen.
      await tab.keyboard.press('ArrowRight');
      await tab.keyboard.press('Escape');
      // The card returns to its place after the dialog was closed.
      await untilEqual(cards, ['loss', 'sample', 'norms', 'flow']);
      await dialog.waitFor({ state: 'hidden' });
    });

    it('zooms the y axis by keyboard and by mouse, and resets it', async () => {
      await open({ runs: 1 });
      const canvas = card('loss').locator('canvas');
      const reset = card('loss').getByRole('button', { name: 'Reset zoom' });
      await canvas.press('Shift+ArrowUp');
      await reset.waitFor();
      await canvas.press('0');
      await reset.waitFor({ state: 'hidden' });
      // Waits until the axis has its original width again.
      await framesDrawn(tab);
      const box = await canvas.boundingBox();
      assert.ok(box);
      // At this position are the numbers of the y axis.
      await tab.mouse.move(box.x + 8, box.y + 30);
      await tab.mouse.down();
      await tab.mouse.move(box.x + 8, box.y + 90, { steps: 3 });
      await tab.mouse.up();
      await reset.click();
      await reset.waitFor({ state: 'hidden' });
    });

    it('shows all values at the press of a button, and the range of the curve at the next', async () => {
      await open({ runs: 1 });
      // On a linear axis, the perplexity of the first iterations is far above that of all others.
      await card('loss').locator('.heading select').selectOption('perplexity');
      const logarithm = card('loss').getByRole('button', { name: 'Logarithmic axis' });
      await untilEqual(() => logarithm.getAttribute('aria-pressed'), 'true');
      await logarithm.click();
      await untilEqual(() => logarithm.getAttribute('aria-pressed'), 'false');
      const canvas = card('loss').locator('canvas');
      const button = card('loss').getByRole('button', { name: 'Show all values' });
      const picture = async (pressed: boolean) => {
        await untilEqual(() => button.getAttribute('aria-pressed'), String(pressed));
        await framesDrawn(tab);
        return canvas.evaluate(element => (element as HTMLCanvasElement).toDataURL());
      };
      const before = await picture(false);
      await button.click();
      assert.ok((await picture(true)) !== before, 'the plot does not change');
      await button.click();
      assert.ok((await picture(false)) === before, 'the plot does not change back');
    });

    it('reads the values of all plots over time at once, each sorted by value', async () => {
      await open({ width: 1400, runs: 1 });
      const loss = await card('loss').locator('canvas').boundingBox();
      assert.ok(loss);
      await tab.mouse.move(loss.x + loss.width / 2, loss.y + loss.height / 2);
      const readout = tab.locator('.readout').filter({ visible: true });
      await readout.waitFor();
      await framesDrawn(tab);
      assert.equal(await readout.count(), 1);
      assert.deepEqual(await readout.locator('.readout-title').allTextContents(), [
        'Loss (nats per token)',
        'Gradient norm before clipping',
      ]);
      const values = await readout.locator('.readout-value').allTextContents();
      const [training, ...norms] = values.slice(1).map(Number);
      // The training loss is below the validation loss.
      assert.ok(training < Number.parseFloat(values[0]));
      assert.deepEqual(
        norms,
        norms.toSorted((a, b) => b - a),
      );
      assert.equal(await tab.locator('.cursor-line').filter({ visible: true }).count(), 2);
    });
  });

  it('types out a new sample letter by letter; with reduced motion, shows it at once', async () => {
    await open({ runs: 1 });
    preview.changesTab();
    await tab.clock.install({ time: 0 });
    await tab.clock.pauseAt(3_600_000);
    const shown = () => tab.locator('pre.sample').first().textContent();
    const write = (text: string) => tab.evaluate(words => Object(window).write(words), text);
    const first = `<b>upon</b> ${'the gentle stream '.repeat(8)}`;
    await write(first);
    await tab.clock.runFor(200);
    const part = (await shown()) ?? '';
    assert.ok(part.length > 0 && part.length < first.length && first.startsWith(part), part);
    await tab.clock.runFor(2000);
    assert.equal(await shown(), first);
    assert.equal(await tab.locator('pre.sample *').count(), 0);
    await tab.emulateMedia({ reducedMotion: 'reduce' });
    await write(`${first}again`);
    await tab.clock.runFor(50);
    assert.equal(await shown(), `${first}again`);
    await tab.clock.resume();
  });

  it('draws only the runs within a brush on an axis, and all runs after a click', async () => {
    await open();
    const faded = () => tab.locator('.runs tr[data-emphasis=faded]').count();
    const axis = tab.locator('.axis-brush').first();
    await axis.scrollIntoViewIfNeeded();
    const box = await axis.boundingBox();
    assert.ok(box);
    const across = box.x + box.width / 2;
    await tab.mouse.move(across, box.y + box.height * 0.95);
    await tab.mouse.down();
    await tab.mouse.move(across, box.y + box.height * 0.6, { steps: 3 });
    await tab.mouse.up();
    // The drag selects logistic, at the bottom of the axis, but not tanh.
    await untilEqual(faded, 2);
    await framesDrawn(tab);
    assert.match((await tab.locator('.parallel .note').textContent()) ?? '', /^Showing 2 of 4 runs/);
    const [loss] = await tab.locator('.plots canvas').evaluateAll(labelsOf);
    assert.ok(/logistic/.test(loss) && !/tanh/.test(loss), loss);
    await axis.click();
    await untilEqual(faded, 0);
  });

  it('copies the text of one sample or of both', async () => {
    await open();
    await tab.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const copied = async () => {
      await tab.locator('.samples vscode-button', { hasText: /^Cop/ }).click();
      await tab.locator('.samples vscode-button', { hasText: 'Copied' }).waitFor();
      return tab.evaluate(() => navigator.clipboard.readText());
    };
    const text = await tab.locator('pre.sample').first().textContent();
    assert.equal(await copied(), text);
    await tab.locator('.samples .heading select').selectOption({ index: 1 });
    const both = await until('both samples', async () => {
      const now = await copied();
      return now !== text && now;
    });
    for (const word of [text ?? '', 'tanh', 'seed 2']) assert.ok(both.includes(word), word);
  });

  it('shows the sample of the last requested seed, even if an earlier request answers later', async () => {
    await open({ runs: 1 });
    const shown = () => tab.locator('pre.sample').first().textContent();
    const drawWith = async (seed: string) => {
      await tab.locator('.samples vscode-text-field input').nth(1).fill(seed);
      await tab.locator('.samples vscode-button').first().click();
    };
    // The fake host answers this request after the next one.
    await drawWith('404');
    await drawWith('7');
    await until('the text for seed 7', async () => (await shown())?.startsWith('seed 7: '));
    await tab.waitForFunction(() => Object(window).drawn === 404);
    await framesDrawn(tab);
    assert.match((await shown()) ?? '', /^seed 7: /);
  });

  it('highlights the row of a clicked curve, and the curve of a clicked row', async () => {
    await open({ runs: 12 });
    const strong = () => tab.locator('.runs tr[data-emphasis=strong]').getAttribute('data-run');
    const anyStrong = async () => (await tab.locator('.runs tr[data-emphasis=strong]').count()) > 0;
    await tab.locator('.runs tr[data-run="run-7"] .run').click();
    await untilEqual(strong, 'run-7');
    const named = tab.locator('.plots .legend:not([hidden]) li');
    await until('a legend', async () => (await named.count()) > 0);
    // Waits for the legends of the other plots.
    await framesDrawn(tab);
    const whole = await tab.locator('.runs tr[data-run="run-7"] .run').textContent();
    // The legend names the run without its text, which all runs share.
    const name = whole?.split(' · ').at(-1);
    for (const legend of await named.allTextContents()) assert.ok(legend.includes(name ?? '–'), legend);
    await tab.locator('.runs tr[data-run="run-7"] .run').click();
    await untilEqual(() => named.count(), 0);
    const loss = tab.locator('.plots canvas').first();
    await loss.scrollIntoViewIfNeeded();
    const box = await loss.boundingBox();
    assert.ok(box);
    for (let y = box.y + box.height - 30; y > box.y && !(await anyStrong()); y -= 6) {
      // Clicks at ever higher positions until it hits a line.
      await tab.mouse.click(box.x + box.width * 0.8, y);
      await framesDrawn(tab);
    }
    const found = await tab.locator('.runs tr[data-emphasis=strong] .run').textContent();
    assert.ok((await named.first().textContent())?.includes(found?.split(' · ').at(-1) ?? '–'));
  });

  it('lists compared runs with one figure each in a narrow page, without parallel axes', async () => {
    await open({ width: 479 });
    const rows = tab.locator('.run-list li');
    assert.equal(await rows.count(), 4);
    assert.equal(await tab.locator('.run-list .list-head').textContent(), 'Validation · Perplexity · best');
    const figures = (await rows.locator('.metric').allTextContents()).map(Number.parseFloat);
    assert.deepEqual(
      figures,
      figures.toSorted((a, b) => a - b),
    );
    assert.match(
      (await rows.first().locator('.run').textContent()) ?? '',
      /^gru 3 × 64 · (tanh|logistic) · seed \d$/,
    );
    assert.equal(await tab.locator('.runs, .parallel').filter({ visible: true }).count(), 0);
    await rows.nth(2).locator('.run').click();
    await untilEqual(() => rows.nth(2).getAttribute('data-emphasis'), 'strong');
    await tab.setViewportSize({ width: 480, height: 900 });
    await tab.locator('.runs tr[data-emphasis=strong]').waitFor();
    await tab.locator('.parallel canvas').waitFor();
    await untilEqual(() => rows.filter({ visible: true }).count(), 0);
  });

  it('says in a narrow page that a brush leaves runs out, and shows them again', async () => {
    await open();
    await tab.locator('.axis-brush .brush-end.high').first().press('ArrowDown');
    const note = tab.locator('.parallel .note');
    await until('a brush', async () => (await note.textContent())?.startsWith('Showing'));
    await tab.setViewportSize({ width: 300, height: 900 });
    await tab.locator('.parallel-frame').waitFor({ state: 'hidden' });
    await note.waitFor();
    await tab.getByRole('button', { name: 'All runs' }).click();
    await note.waitFor({ state: 'hidden' });
  });
});

function keysOf(cards: Element[]): (string | undefined)[] {
  return cards.map(card => (card as HTMLElement).dataset.card);
}

declare const timers: number;

/** Makes the browser report, with each change of visibility, the opposite change before it. Runs in the page. */
function reportTwice(): void {
  const Original = IntersectionObserver;
  class Twice extends Original {
    constructor(changed: IntersectionObserverCallback) {
      super((entries, observer) => {
        const [{ isIntersecting }] = entries;
        changed(
          [Object.create(entries[0], { isIntersecting: { value: !isIntersecting } }), ...entries],
          observer,
        );
      });
    }
  }
  Object.assign(window, { IntersectionObserver: Twice });
}

/** Counts the calls of setInterval from now on. */
function countTimers(): void {
  const { setInterval: native } = window;
  Object.assign(window, { timers: 0 });
  window.setInterval = ((...how: Parameters<typeof native>) => {
    Object.assign(window, { timers: timers + 1 });
    return native(...how);
  }) as typeof native;
}

/** Returns descriptions of the elements that have animations or transitions. */
function findMotion(): string[] {
  const all = [...document.querySelectorAll('*')].flatMap(element => [
    element,
    ...(element.shadowRoot?.querySelectorAll('*') ?? []),
  ]);
  const moves = (element: Element) => {
    const { transitionDuration, animationDuration } = getComputedStyle(element);
    return [transitionDuration, animationDuration].some(duration => /[1-9]/.test(duration));
  };
  return all.filter(moves).map(element => `${element.tagName}.${element.className}`);
}

function labelsOf(canvases: Element[]): string[] {
  return canvases.map(canvas => canvas.getAttribute('aria-label') ?? '');
}

describe('the table of surprisal in a browser', () => {
  const ROWS = 100_000;
  let tab: Page;

  const open = async (shot: Partial<Shot> = {}) => {
    tab = await preview.open({ theme: 'dark', width: 900, rows: ROWS, ...shot }, 700);
    watch(tab);
    const rows = (shot.rows ?? ROWS).toLocaleString('en');
    await tab.locator('.note.secondary', { hasText: rows }).waitFor();
    await framesDrawn(tab);
  };
  const grid = () => tab.locator('.rows table');
  const firstCells = (place: number) =>
    tab.locator(`.rows tbody tr:not(.space) td:nth-child(${place})`).first();

  for (const theme of themeNames)
    it(`meets WCAG 2.2 AA, wide and narrow (${theme})`, async () => {
      for (const shot of [{ width: 300 }, { width: 1400, language: 'ja' }]) {
        // Few rows suffice in the other themes, because all rows look the same.
        await open({ theme, rows: theme === 'dark' ? 500 : 20, ...shot });
        await grid().focus();
        const violations = theme === 'dark' ? violationsOf : violationsOfTheme;
        assert.deepEqual(await violations(tab), [], JSON.stringify(shot));
      }
    });

  it('scrolls 100,000 rows with a few of them in the page, and moves by keys', async () => {
    await open();
    await grid().focus();
    const active = () => tab.locator('.rows tr[aria-selected=true] td').nth(2).textContent();
    const inPage = await tab.locator('.rows tbody tr').count();
    assert.ok(inPage < 100, `${inPage} rows`);
    await tab.keyboard.press('End');
    await untilEqual(active, String(ROWS));
    await tab.keyboard.press('ArrowUp');
    await untilEqual(active, String(ROWS - 1));
    await tab.keyboard.press('Enter');
    await tab.waitForFunction(row => Object(window).revealed?.start === 6 * row, ROWS - 2);
    await untilEqual(() => grid().getAttribute('aria-activedescendant'), `row-${ROWS - 2}`);
    const box = tab.locator('.rows tr[aria-selected=true]');
    await until('the row on the screen', async () => {
      const [row, view] = [await box.boundingBox(), await tab.locator('.rows').boundingBox()];
      return row && view && row.y >= view.y && row.y + row.height <= view.y + view.height;
    });
    await tab.keyboard.press('Home');
    await untilEqual(active, '1');
  });

  it('sorts by a column, the most surprising first, and shows the place of a row in the text', async () => {
    await open();
    const head = tab.locator('.rows th', { hasText: /^surprisal/ });
    const press = head.locator('button');
    await press.click();
    await untilEqual(() => head.getAttribute('aria-sort'), 'descending');
    await untilEqual(() => firstCells(7).textContent(), '999.990');
    const number = Number(await firstCells(3).textContent()) - 1;
    assert.equal((7 * number) % ROWS, ROWS - 1);
    await firstCells(4).click();
    await tab.waitForFunction(row => Object(window).revealed?.end === 6 * row + 5, number);
    await press.click();
    await untilEqual(() => firstCells(7).textContent(), '0.000');
    await press.click();
    await untilEqual(() => head.getAttribute('aria-sort'), 'none');
    await untilEqual(() => firstCells(3).textContent(), '1');
  });

  it('keeps the token visible when it is scrolled sideways', async () => {
    await open({ width: 500, rows: 500 });
    await tab.locator('.rows').evaluate(rows => rows.scrollTo({ left: rows.scrollWidth }));
    for (const cell of ['thead th', 'tbody tr:not(.space) td']) {
      const token = tab.locator(`.rows ${cell}:nth-child(4)`).first();
      // Clicks only if no other cell is over the token.
      await token.click({ trial: true, timeout: 5000 });
      const [box, view] = [await token.boundingBox(), await tab.locator('.rows').boundingBox()];
      assert.ok(box && view && box.x >= view.x && box.x + box.width <= view.x + view.width, cell);
    }
  });

  it('offers to read the text again when it changed', async () => {
    await open();
    const again = tab.locator('vscode-button', { hasText: 'Read Again' });
    assert.ok(await again.isHidden());
    // On an export, the fake host reports that the text has changed.
    await tab.locator('vscode-button', { hasText: 'Export' }).click();
    await again.click();
    await again.waitFor({ state: 'hidden' });
  });
});

describe('the results of an experiment in a browser', () => {
  let tab: Page;

  const open = async (shot: Partial<Shot> = {}) => {
    tab = await preview.open({ theme: 'dark', width: 900, experiment: 'done', ...shot }, 900);
    watch(tab);
  };
  const button = (name: string) => tab.locator('vscode-button', { hasText: name });
  const overflows = () => tab.evaluate(() => document.documentElement.scrollWidth > innerWidth);

  for (const theme of themeNames)
    it(`meet WCAG 2.2 AA, wide and narrow, and never scroll sideways (${theme})`, async () => {
      for (const shot of [
        { width: 300 },
        { width: 1400, language: 'ja' },
        { width: 300, experiment: 'classic' as const },
      ]) {
        await open({ theme, ...shot });
        const violations = theme === 'dark' ? violationsOf : violationsOfTheme;
        assert.deepEqual(await violations(tab), [], JSON.stringify(shot));
        assert.equal(await overflows(), false, JSON.stringify(shot));
      }
    });

  it('never scroll sideways, however long the names are', async () => {
    for (const width of [300, 700, 1400]) {
      await open({ experiment: 'long', width });
      assert.equal(await overflows(), false, `${width}`);
      assert.deepEqual(await tab.evaluate(findMisplaced), [], `${width}`);
    }
  });

  it('show a row per condition, with a point per seed, and set one mean of enough seeds in bold', async () => {
    await open();
    assert.equal(await tab.locator('.results tbody tr').count(), 8);
    assert.equal(await tab.locator('.results tbody tr').first().locator('circle').count(), 5);
    assert.equal(await tab.locator('.results strong').count(), 1);
    assert.equal(await tab.locator('.verdict > ul > li').count(), 6);
    assert.match((await tab.locator('.verdict li').first().textContent()) ?? '', /in 5 of 5 seeds, by/);
    assert.match((await tab.locator('.effects tbody tr').first().textContent()) ?? '', /model\.activation83/);
    assert.equal(await tab.locator('.experiment .plot .legend li').count(), 8);
    const plot = tab.getByRole('img', { name: /^Loss by condition: tanh · learningRate 0\.03 2\./ });
    await plot.waitFor();
  });

  it('offer what fits: Run or Stop, and what needs finished runs only if there are some', async () => {
    await open({ experiment: 'empty' });
    assert.ok(await button('Run Experiment').isVisible());
    for (const name of [
      'Stop',
      'Save Report',
      'Open as Comparison',
      'Mix the Best',
      'Train the Mean of These',
    ])
      assert.ok(await button(name).isHidden(), name);
    await button('Run Experiment').click();
    await button('Stop').waitFor();
    assert.ok(await button('Run Experiment').isHidden());
    assert.match((await tab.locator('[role=status]').textContent()) ?? '', /2 training · 3:10 left/);
    await open();
    assert.ok(await button('Run Experiment').isHidden(), 'all runs have ended');
    await button('Open as Comparison').click();
    await tab.waitForFunction(() => Object(window).asked === 'compare');
    await button('Train the Mean of These').click();
    await tab.waitForFunction(() => Object(window).asked === 'trainMean');
  });

  it('show what the runs of a classic experiment have learned', async () => {
    await open({ experiment: 'classic' });
    const classic = tab.locator('.classic');
    await classic.getByRole('heading', { name: 'Elman 1990' }).waitFor();
    const row = classic.getByRole('row', { name: 'RMS of 1 - P(bit) at the third bit · relu' });
    assert.match((await row.textContent()) ?? '', /drops at every third bitat most 0\.40\.472 .*0 of 5$/);
    assert.match((await classic.textContent()) ?? '', /only one of three seeds learned it/);
    assert.match((await classic.locator('.tree').textContent()) ?? '', /^cat \(animal\)/);
    const plot = classic.getByRole('img', { name: /^Error by position: tanh 0\.3/ });
    const last = tab.locator('.readout', { hasText: 'Token of a new text 12: 3' });
    // The key has no effect until the plot is drawn.
    await until('the readout of the last token', async () => {
      await plot.focus();
      await tab.keyboard.press('End');
      return last.isVisible();
    });

    const menu = classic.getByRole('button', { name: 'More actions' });
    await menu.focus();
    await tab.keyboard.press('Enter');
    await tab.keyboard.press('Enter');
    const table = classic.getByRole('region', { name: 'Error by position: values as a table' });
    assert.equal(await table.locator('tbody tr').count(), 12, 'a row per token');
    assert.deepEqual(await table.locator('tbody tr').nth(2).locator('th, td').allTextContents(), [
      '3: 3',
      '0.346',
      '0.496',
    ]);
    await menu.click();
    await tab.getByRole('menuitem', { name: 'Save as SVG…' }).click();
    await tab.waitForFunction(() => Object(window).asked === 'save Error by position svg');
  });

  it('draw a plot although the browser reports several changes of its visibility at once', async () => {
    await open();
    preview.changesTab();
    await tab.addInitScript(reportTwice);
    await tab.reload();
    await tab.getByRole('img', { name: /^Loss by condition: / }).focus();
    await until('the readout of the plot', async () => {
      await tab.keyboard.press('End');
      return tab.locator('.readout').isVisible();
    });
  });

  it('show the figures of a classic experiment in words, one below the other on a narrow page', async () => {
    await open({ experiment: 'classic', width: 300 });
    const row = tab.getByRole('row', { name: 'After a subject relative clause with an object · tanh' });
    assert.match((await row.textContent()) ?? '', /98\.8/);
    const boxes = await tab
      .locator('.classic .scrolled')
      .evaluateAll(all => all.map(box => box.scrollWidth - box.clientWidth));
    assert.deepEqual(boxes, [0, 0, 0]);
  });

  it('say why they cannot be read', async () => {
    await open({ experiment: 'failed' });
    assert.match((await tab.locator('.warning').textContent()) ?? '', /could not be read/);
    assert.ok(await button('Open File').isVisible());
  });

  it('show the first of a thousand conditions, and say so', async () => {
    await open({ experiment: 'many' });
    assert.equal(await tab.locator('.results tbody tr').count(), 500);
    assert.match(
      (await tab.locator('.experiment > .content').textContent()) ?? '',
      /the first 500 of 1,000 conditions/,
    );
  });
});

describe('the page of word vectors in a browser', () => {
  let tab: Page;

  const open = async (shot: Partial<Shot> = {}) => {
    tab = await preview.open({ theme: 'dark', width: 900, vectors: 5000, ...shot }, 900);
    watch(tab);
    await framesDrawn(tab);
  };
  const grid = () => tab.locator('.words .rows table');
  const names = () => tab.locator('.words td.name').allTextContents();
  const field = (name: string) => tab.getByRole('textbox', { name, exact: true });
  const chosen = () => tab.locator('.word h2').first().textContent();
  const saved = (format: string) => tab.evaluate(key => Object(window)[key]?.length ?? 0, `saved-${format}`);

  for (const theme of themeNames)
    it(`meets WCAG 2.2 AA, wide and narrow, and never scrolls sideways (${theme})`, async () => {
      for (const shot of [{ width: 300 }, { width: 1400, language: 'ja' }]) {
        await open({ theme, vectors: 40, ...shot });
        await tab.locator('.words td.name').first().click();
        await tab.locator('.word .near-list').waitFor();
        const violations = theme === 'dark' ? violationsOf : violationsOfTheme;
        assert.deepEqual(await violations(tab), [], JSON.stringify(shot));
        const overflows = await tab.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        assert.equal(overflows, false, JSON.stringify(shot));
      }
    });

  it('lists words with counts and nearest words, a few rows at a time, and chooses one by keys', async () => {
    await open();
    assert.deepEqual((await names()).slice(0, 2), ['the', 'king']);
    assert.equal(await tab.locator('.words td.number').first().textContent(), '60,000');
    assert.ok((await tab.locator('.words tbody tr').count()) < 100);
    await grid().focus();
    await tab.keyboard.press('End');
    await until('the last word', async () => (await names()).at(-1) === 'king119');
    await tab.keyboard.press('Home');
    await tab.keyboard.press('ArrowDown');
    await tab.keyboard.press('Enter');
    await untilEqual(chosen, 'Nearest to king');
    const near = await tab.locator('.word .near-list button').allTextContents();
    assert.equal(near.length, 10);
    await tab.locator('.word .near-list button').first().click();
    await untilEqual(chosen, `Nearest to ${near[0]}`);
  });

  it('searches in any letter case and script, and shows markup in words as text', async () => {
    await open();
    await field('Search').fill('QUEEN');
    await untilEqual(async () => (await names())[0], 'queen');
    await field('Search').fill('森');
    await untilEqual(async () => (await names())[0], '森の動物');
    await field('Search').fill('<b>');
    await untilEqual(async () => (await names())[0], '<b>bread</b>');
    await field('Search').fill('zzz');
    await untilEqual(() => tab.locator('.found').textContent(), '0 words found');
  });

  it('computes analogies, and says which word is unknown', async () => {
    await open();
    await field('Word').fill('king');
    await field('minus').fill('man');
    await field('plus').fill('woman');
    await field('plus').press('Enter');
    await tab.locator('.analogy .near-list li').nth(9).waitFor();
    await field('minus').fill('emperor');
    await tab.locator('vscode-button', { hasText: 'Compute' }).click();
    await untilEqual(
      () => tab.locator('.analogy .warning').textContent(),
      '"emperor" has no vector. Choose a word of the table.',
    );
  });

  it('has a map that pans, zooms and chooses words by pointer and keys, and a table of it', async () => {
    await open();
    const map = tab.locator('canvas.map');
    const picture = () => map.evaluate(canvas => (canvas as HTMLCanvasElement).toDataURL());
    await tab.locator('.word-map .note', { hasText: 'of the variance' }).waitFor();
    await framesDrawn(tab);
    const whole = await picture();
    await map.focus();
    await tab.keyboard.press('+');
    await tab.keyboard.press('ArrowLeft');
    await framesDrawn(tab);
    assert.notEqual(await picture(), whole);
    await tab.keyboard.press('0');
    await framesDrawn(tab);
    assert.equal(await picture(), whole);
    await tab.keyboard.press('Enter');
    await until('a chosen word', async () => (await chosen())?.startsWith('Nearest to'));
    await map.scrollIntoViewIfNeeded();
    const box = await map.boundingBox();
    assert.ok(box);
    await tab.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await tab.mouse.down();
    await tab.mouse.move(box.x + box.width / 2 + 80, box.y + box.height / 2 + 10, { steps: 3 });
    await tab.mouse.up();
    await framesDrawn(tab);
    assert.notEqual(await picture(), whole);
    await tab.getByRole('button', { name: 'Show as table' }).click();
    const cells = tab.locator('.word-map .rows tbody tr:not(.space)').first().locator('td');
    await untilEqual(async () => (await cells.allTextContents())[0], 'the');
    assert.match((await cells.allTextContents()).join(' '), /^the -?\d\.\d{3} -?\d\.\d{3} [1-6]$/);
  });

  it('only moves the picture of the map when it is panned a little, and paints the rest when it is panned far', async () => {
    await open();
    const map = tab.locator('canvas.map');
    await tab.locator('.word-map .note', { hasText: 'of the variance' }).waitFor();
    await map.scrollIntoViewIfNeeded();
    await framesDrawn(tab);
    await tab.evaluate(() => {
      const { prototype } = CanvasRenderingContext2D;
      const { fillText } = prototype;
      Object.assign(window, { labels: 0 });
      prototype.fillText = function (...args) {
        Object(window).labels++;
        fillText.apply(this, args);
      };
    });
    const state = async () => {
      await framesDrawn(tab);
      const picture = await map.evaluate(canvas => (canvas as HTMLCanvasElement).toDataURL());
      return { picture, labels: await tab.evaluate(() => Object(window).labels) };
    };
    const box = await map.boundingBox();
    assert.ok(box);
    const to = (right: number) => tab.mouse.move(box.x + 400 + right, box.y + 100);
    const whole = await state();
    await to(0);
    await tab.mouse.down();
    await to(15);
    const near = await state();
    assert.notEqual(near.picture, whole.picture);
    await to(0);
    assert.deepEqual(await state(), whole);
    assert.equal(whole.labels, 0);
    await to(-300);
    assert.ok((await state()).labels > 0);
    await tab.mouse.up();
    await map.focus();
    await tab.keyboard.press('0');
    assert.equal((await state()).picture, whole.picture);
  });

  it('selects words by an outline, by Alt or by the button, and those that are visible', async () => {
    await open();
    const map = tab.locator('canvas.map');
    const heading = () => tab.locator('.selection h2').textContent();
    await tab.locator('.word-map .note', { hasText: 'of the variance' }).waitFor();
    await tab.locator('vscode-button', { hasText: 'List Visible Words' }).click();
    await untilEqual(heading, 'Selected words: 2,000');
    await tab.locator('vscode-button', { hasText: 'Clear' }).click();
    await until('no list', async () => !(await tab.locator('.selection').isVisible()));
    await tab.getByRole('button', { name: 'Select words by drawing around them (Alt+drag)' }).click();
    await map.scrollIntoViewIfNeeded();
    const box = await map.boundingBox();
    assert.ok(box);
    const corners = [
      [1, 1],
      [box.width - 1, 1],
      [box.width - 1, box.height - 1],
      [1, box.height - 1],
    ];
    await tab.mouse.move(box.x + 1, box.y + 1);
    await tab.mouse.down();
    for (const [x, y] of corners) await tab.mouse.move(box.x + x, box.y + y);
    await tab.mouse.up();
    await untilEqual(heading, 'Selected words: 2,000');
    await tab.locator('vscode-button', { hasText: 'Open as Text' }).click();
    await tab.waitForFunction(() => Object(window).listed?.length === 2000);
    assert.deepEqual(await violationsOf(tab), []);
  });

  it('colours words by the categories of a file, with a legend', async () => {
    await open();
    await tab.locator('.word-map .note', { hasText: 'of the variance' }).waitFor();
    await tab.getByLabel('Colour by').selectOption({ label: 'category file…' });
    await untilEqual(() => tab.locator('.map-legend li').allTextContents().then(String), 'person,nature');
    assert.deepEqual(await violationsOf(tab), []);
    await tab.getByLabel('Colour by').selectOption({ label: 'frequency' });
    await untilEqual(() => tab.locator('.map-legend li').count(), 0);
  });

  it('lists the places of the chosen word in the text, and reveals one', async () => {
    await open();
    await tab.locator('.words td.name', { hasText: 'king' }).first().click();
    await tab.locator('.places li').nth(2).waitFor();
    assert.equal(await tab.locator('.places h2').textContent(), 'Places in shakespeare.txt');
    await tab.locator('.places .place').nth(1).click();
    await tab.waitForFunction(() => Object(window).revealed?.line === 17);
  });

  it('shows the words nearest to a word without a vector, by its parts', async () => {
    await open();
    await field('Search').fill('unseenword');
    await untilEqual(chosen, 'Nearest to unseenword, by the vectors of its parts');
  });

  it('saves the map as PNG and SVG, with its title and labels', async () => {
    await open();
    await tab.locator('.word-map .note', { hasText: 'of the variance' }).waitFor();
    for (const format of ['SVG', 'PNG']) {
      await tab.getByRole('button', { name: 'Save the map' }).click();
      await tab.getByRole('menuitem', { name: `Save as ${format}…` }).click();
      await until('a picture', async () => (await saved(format.toLowerCase())) > 1000);
    }
    const svg = await tab.evaluate(() => new TextDecoder().decode(Object(window)['saved-svg']));
    assert.match(svg, /shakespeare\.txt · word vectors/);
    assert.match(svg, />king</);
  });

  it('shows a training with its loss and the nearest words of a chosen word, and stops it', async () => {
    for (const shot of [{ width: 300 }, { width: 900, language: 'ja' }, {}]) {
      await open({ vectors: 'training', ...shot });
      assert.deepEqual(await violationsOf(tab), [], JSON.stringify(shot));
    }
    await untilEqual(chosen, 'Nearest to king');
    assert.match(
      (await tab.locator('.note.secondary').textContent()) ?? '',
      /^Training: 60%, loss 1\.\d{3} nats/,
    );
    const label = await tab.locator('.loss canvas').getAttribute('aria-label');
    assert.match(label ?? '', /^The loss was 3\.\d+ at first and is now 1\.\d+$/);
    await field('Follow the word').fill('duke');
    await field('Follow the word').press('Enter');
    await untilEqual(chosen, 'Nearest to duke');
    await field('Follow the word').fill('emperor');
    await tab.getByRole('button', { name: 'Follow', exact: true }).click();
    await tab.locator('.warning', { hasText: '"emperor" has no vector.' }).waitFor();
    await tab.locator('vscode-button', { hasText: 'Stop and Keep the Vectors' }).click();
    await tab.waitForFunction(() => Object(window).stopped === true);
  });

  it('says what is wrong with a damaged file', async () => {
    await open({ vectors: 'damaged' });
    assert.match(
      (await tab.locator('.vectors > .warning').textContent()) ?? '',
      /"vectors.bin" is incomplete or damaged: 71000 vectors/,
    );
  });
});
