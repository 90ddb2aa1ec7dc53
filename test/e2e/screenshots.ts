// `npm run screenshots` trains in a real VS Code and takes the pictures of the README in every kind of theme.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { activationExperiment } from '../../src/common/activationExperiment';
import { comparedNames } from '../../src/protocol/kindsComparison';
import { checkout } from '../host/lib/paths';
import { Comparison } from './support/comparison';
import { takeCourse } from './support/coursePictures';
import { Dashboard } from './support/dashboard';
import { openWorkbench, type themes, type WorkbenchOptions } from './support/openWorkbench';
import { SavedModels } from './support/savedModels';
import { titleOf } from './support/titles';
import { TrainWith } from './support/trainWith';
import { until } from './support/until';
import type { Workbench } from './support/workbench';

interface Scene {
  readonly theme: keyof typeof themes;
  readonly language?: string;
  readonly text: string;
  readonly command: { readonly train: string; readonly open: string };
  /** The sentence to select. The mouse is over its middle. */
  readonly sentence: string;
  /**
   * Number of iterations before the picture of the hover is taken. A text with a large vocabulary needs more.
   */
  readonly iterations: number;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Whether a picture of the heatmap with its legend is taken, too. */
  readonly heatmap?: boolean;
  /** Whether only a picture of the dashboard is taken. */
  readonly dashboardOnly?: boolean;
}

const english = {
  text: 'english.txt',
  command: { train: titleOf('trainOnFile', 'en'), open: titleOf('openDashboard', 'en') },
  sentence: 'We are accounted poor citizens, the patricians good.',
  iterations: 20_000,
};
const japanese = {
  language: 'ja',
  text: 'japanese.txt',
  command: { train: titleOf('trainOnFile', 'ja'), open: titleOf('openDashboard', 'ja') },
  sentence: '親譲りの無鉄砲で小供の時から損ばかりしている',
  // A few epochs, in which the network learns the start of the text.
  iterations: 12_000,
};
const scenes: Record<string, Scene> = {
  dark: { ...english, theme: 'dark', heatmap: true },
  light: { ...english, theme: 'light' },
  'high-contrast': { ...english, theme: 'highContrast' },
  'high-contrast-light': { ...english, theme: 'highContrastLight' },
  japanese: { ...japanese, theme: 'dark' },
  validated: {
    ...english,
    theme: 'light',
    iterations: 1_500,
    dashboardOnly: true,
    settings: {
      'elman.model.cell': 'lstm',
      'elman.model.layers': 2,
      'elman.model.hidden': 64,
      'elman.model.initialiser': 'xavier',
      'elman.training.optimizer': 'adam',
      'elman.training.learningRate': 0.002,
      'elman.training.sequenceLength': 50,
      'elman.validation.fraction': 0.05,
      'elman.validation.interval': 250,
      'elman.snapshot.interval': 250,
    },
  },
};

async function take(name: string, scene: Scene, output: string): Promise<void> {
  const temporary = mkdtempSync(path.join(tmpdir(), 'elman-'));
  // The title of the window contains the name of this folder.
  const folder = path.join(temporary, 'texts');
  mkdirSync(folder);
  copyFileSync(path.join(checkout, 'media/samples', scene.text), path.join(folder, scene.text));
  const { theme, language } = scene;
  const settings = {
    'editor.minimap.enabled': false,
    'elman.training.maxIterations': 0,
    'editor.wordWrap': 'on',
    ...scene.settings,
  };
  const workbench = await openWorkbench({ folder, theme, language, settings, width: 1400, height: 900 });
  try {
    await shoot(workbench, scene, picture => path.join(output, `${name}-${picture}.png`));
  } finally {
    await workbench.dispose();
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function shoot(workbench: Workbench, scene: Scene, file: (picture: string) => string): Promise<void> {
  const dashboard = new Dashboard(workbench);
  await workbench.openFile(scene.text);
  await workbench.command(scene.command.train);
  await dashboard.waitForIteration(scene.iterations);
  if (!scene.dashboardOnly) {
    await workbench.editor.select(scene.sentence);
    await workbench.editor.hover(scene.sentence.slice(10, 20), /perplexity|パープレキシティ/i);
    await workbench.screenshot(file('hover'));
    await workbench.page.keyboard.press('Escape');
  }
  if (scene.heatmap) await shootHeatmap(workbench, file('heatmap'));
  await workbench.command(scene.command.open);
  await workbench.page.locator('.tab.active', { hasText: /Elman/ }).waitFor();
  // Makes room for the panel.
  await workbench.hideSideBar();
  await workbench.restMouse();
  await dashboard.chart();
  await dashboard.waitForIteration(2 * scene.iterations);
  await workbench.screenshot(file('dashboard'));
}

async function shootHeatmap(workbench: Workbench, file: string): Promise<void> {
  await workbench.editor.focus();
  // Moves the cursor, so that nothing is selected.
  await workbench.page.keyboard.press('Control+Home');
  await workbench.command('Show Surprisal Heatmap');
  await until('the colours', async () => (await workbench.editor.heat()).colours.length === 4);
  await (await workbench.statusBar(/bits from/)).hover();
  await workbench.page.locator('.monaco-hover', { hasText: 'bits and more' }).first().waitFor();
  await workbench.screenshot(file);
  await workbench.command('Hide Surprisal Heatmap');
}

/** Settings of networks that a user might compare at first. */
const experiment: readonly Readonly<Record<string, string>>[] = [
  { 'model.activation': 'tanh', 'model.hidden': '50' },
  { 'model.activation': 'logistic', 'model.hidden': '50' },
  { 'model.activation': 'tanh', 'model.hidden': '150' },
  { 'model.activation': 'logistic', 'model.hidden': '150' },
];

/** Takes the picture of the guide to comparisons: four runs that differ in two settings. */
async function takeComparison(output: string): Promise<void> {
  const temporary = mkdtempSync(path.join(tmpdir(), 'elman-'));
  const folder = path.join(temporary, 'texts');
  mkdirSync(folder);
  copyFileSync(path.join(checkout, 'media/samples', english.text), path.join(folder, english.text));
  const settings = {
    'elman.training.maxIterations': 20_000,
    'elman.snapshot.interval': 500,
    'elman.validation.fraction': 0.05,
  };
  const workbench = await openWorkbench({ folder, theme: 'dark', settings, width: 1400, height: 1150 });
  try {
    const dashboard = new Dashboard(workbench);
    await workbench.openFile(english.text);
    await workbench.openContainer('Elman');
    for (const [i, network] of experiment.entries()) {
      await train(workbench, network);
      await workbench.runs('Runs').nth(i).waitFor();
      await dashboard.waitForState('done', 180_000);
      await workbench.runs('Runs').first().click();
      await workbench.page.keyboard.press('F2');
      await workbench.page.locator('.quick-input-titlebar', { hasText: 'New name' }).waitFor();
      await workbench.enter(Object.values(network).join(' '));
      await workbench.quickInput.waitFor({ state: 'hidden' });
    }
    await workbench.command(english.command.open);
    await workbench.page.locator('.tab.active', { hasText: /Elman/ }).waitFor();
    await workbench.hideSideBar();
    await new Comparison(workbench).compareAll(experiment.length);
    await dashboard.settled();
    await workbench.restMouse();
    await workbench.screenshot(path.join(output, 'dark-comparison.png'));
  } finally {
    await workbench.dispose();
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Takes the picture of the guide to word vectors: their page, with the words near a chosen one. */
async function takeVectors(output: string): Promise<void> {
  const temporary = mkdtempSync(path.join(tmpdir(), 'elman-'));
  const folder = path.join(temporary, 'texts');
  mkdirSync(folder);
  copyFileSync(path.join(checkout, 'media/samples', english.text), path.join(folder, english.text));
  const workbench = await openWorkbench({ folder, theme: 'dark', width: 1400, height: 1150 });
  try {
    await workbench.openFile(english.text);
    await workbench.command(titleOf('trainVectors', 'en'));
    const page = await workbench.frame('.words td.near:not(:empty)');
    await workbench.hideSideBar();
    await page.locator('.words td.name').nth(10).click();
    await page.locator('.places li').first().waitFor();
    await page.locator('.word-map .note', { hasText: 'of the variance' }).waitFor();
    await workbench.restMouse();
    await workbench.screenshot(path.join(output, 'vectors.png'));
  } finally {
    await workbench.dispose();
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Takes the picture of the guide to experiments: a file and, beside it, its results with the verdict. */
async function takeExperiment(output: string): Promise<void> {
  const temporary = mkdtempSync(path.join(tmpdir(), 'elman-'));
  const folder = path.join(temporary, 'texts');
  mkdirSync(folder);
  copyFileSync(path.join(checkout, 'media/samples', english.text), path.join(folder, english.text));
  const file = 'activations.elman.json';
  writeFileSync(path.join(folder, file), activationExperiment('four activations', english.text, []));
  const settings = { 'editor.minimap.enabled': false };
  const workbench = await openWorkbench({ folder, theme: 'dark', settings, width: 1400, height: 1150 });
  try {
    await workbench.openFile(file);
    await workbench.hideSideBar();
    await workbench.command(titleOf('runExperiment', 'en'));
    const page = await workbench.frame('.experiment');
    await page.locator('[role=status]', { hasText: '20 of 20 runs done' }).waitFor();
    await page.locator('.verdict li').nth(5).waitFor();
    await page.locator('.plot .legend li').nth(3).waitFor();
    await workbench.page.locator('.codelens-decoration a', { hasText: 'Run Experiment' }).waitFor();
    await workbench.restMouse();
    await workbench.screenshot(path.join(output, 'experiment.png'));
  } finally {
    await workbench.dispose();
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Takes the pictures of the guide to the inside of a network: each part of its page. */
async function takeInspection(output: string): Promise<void> {
  const temporary = mkdtempSync(path.join(tmpdir(), 'elman-'));
  const folder = path.join(temporary, 'texts');
  mkdirSync(folder);
  copyFileSync(path.join(checkout, 'media/samples', english.text), path.join(folder, english.text));
  const settings = { ...scenes.validated.settings, 'elman.training.maxIterations': 2000 };
  const workbench = await openWorkbench({ folder, theme: 'light', settings, width: 1400, height: 1850 });
  try {
    await workbench.openFile(english.text);
    await workbench.command(english.command.train);
    await workbench.openContainer('Elman');
    await new Dashboard(workbench).waitForState('done', 180_000);
    await workbench.openFile(english.text);
    await workbench.hideSideBar();
    await workbench.editor.select(english.sentence);
    await workbench.command(titleOf('inspectNetwork', 'en'));
    const page = await workbench.frame('main.inspection');
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      const part = page.locator('[role=tabpanel]:not([hidden])');
      await part.locator('canvas, tbody tr, pre').first().waitFor();
      await part.locator('.note:not(:empty)').first().waitFor();
      const unit = part.locator('.unit').nth(4);
      if (await unit.isVisible()) {
        await unit.click();
        await part.getByRole('heading', { name: 'Sample after' }).waitFor();
      }
      await workbench.restMouse();
      const name = (await tab.textContent())?.toLowerCase().replaceAll(' ', '-');
      await page.locator('main').screenshot({ path: path.join(output, `inspection-${name}.png`) });
    }
  } finally {
    await workbench.dispose();
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Opens a folder with the English sample, takes pictures in it, and deletes it. */
async function withEnglish(
  options: Omit<WorkbenchOptions, 'folder'>,
  take: (workbench: Workbench) => Promise<void>,
  /** Other files of the folder, relative to the checkout. */
  files: readonly string[] = [],
): Promise<void> {
  const temporary = mkdtempSync(path.join(tmpdir(), 'elman-'));
  const folder = path.join(temporary, 'texts');
  mkdirSync(folder);
  copyFileSync(path.join(checkout, 'media/samples', english.text), path.join(folder, english.text));
  for (const file of files) copyFileSync(path.join(checkout, file), path.join(folder, path.basename(file)));
  const settings = { 'editor.minimap.enabled': false };
  const workbench = await openWorkbench({ settings, ...options, folder });
  try {
    await take(workbench);
  } finally {
    await workbench.dispose();
    rmSync(temporary, { recursive: true, force: true });
  }
}

/**
 * Takes the pictures of the guides to hidden Markov models and linear dynamical systems: vowels and consonants, and the path
 * of a state beside the perplexity of a sentence.
 */
function takeVowelsAndSystem(output: string): Promise<void> {
  return withEnglish({ theme: 'light', width: 1200, height: 700 }, async workbench => {
    const models = new SavedModels(workbench, 'en');
    const page = () => workbench.frame('main.inspection');
    await workbench.openFile(english.text);
    await workbench.hideSideBar();
    await workbench.command(titleOf('findVowels', 'en'));
    await (await page()).locator('.states tbody tr').nth(1).waitFor();
    await workbench.statusBar(/states: 2/);
    await workbench.restMouse();
    await workbench.screenshot(path.join(output, 'vowels.png'));
    await workbench.command('View: Close All Editors');
    await workbench.openFile(english.text);
    await workbench.command(titleOf('hideHeatmap', 'en'));
    await workbench.command(titleOf('trainLds', 'en'));
    await models.answer({ 'Number of states': 16, 'Number of iterations': 10, 'Number of passes': 10 });
    const toast = await workbench.toast(/is ready/);
    await toast.getByRole('button', { name: 'Use This Model' }).click();
    await workbench.openFile(english.text);
    await workbench.command(titleOf('inspectNetwork', 'en'));
    await models.perplexity(english.text, 'Before we proceed any further, hear me speak.');
    await (await page()).locator('.trajectories canvas').waitFor();
    await workbench.screenshot(path.join(output, 'linear-system.png'));
  });
}

/** Takes a picture of a text coloured by 14 states, the legend, and the page of the states, in Japanese. */
function takeStates(output: string): Promise<void> {
  return withEnglish({ language: 'ja' }, async workbench => {
    await workbench.openFile(english.text);
    await workbench.command(titleOf('trainHmm', 'ja'));
    await new SavedModels(workbench, 'ja').answer({ 状態の数: 14, 反復回数: 3, 初期値の数: 1 });
    await workbench.choose('テキスト全体を 1 つの系列とする');
    await workbench.page.locator('.notification-toast').first().waitFor();
    await workbench.openFile(english.text);
    await workbench.command(titleOf('paintStates', 'ja'));
    await workbench.command(titleOf('showStates', 'ja'));
    const page = await workbench.frame('main.inspection');
    await page.locator('.states tbody tr').nth(13).waitFor();
    await (await workbench.statusBar(/状態数: 14/)).hover();
    await workbench.page.locator('.hover-contents', { hasText: '状態 13' }).first().waitFor();
    await workbench.screenshot(path.join(output, 'japanese-states.png'));
  });
}

/** Takes the picture of the guide to kinds of models: a comparison of all of them with two seeds. */
function takeKinds(output: string): Promise<void> {
  return withEnglish({ theme: 'light', width: 1400, height: 1400 }, async workbench => {
    await workbench.openFile(english.text);
    await workbench.hideSideBar();
    await workbench.ask(titleOf('compareKinds', 'en'), workbench.quickItem('Other limits…'));
    await workbench.choose('Other limits…');
    await workbench.enter('tokens=100000,parameters=10000');
    await workbench.quickItem('Transformer').waitFor();
    await workbench.quickInput.press('Enter');
    await workbench.choose('3');
    const page = await workbench.frame('.kinds');
    await page
      .locator('[role=status]', { hasText: `${comparedNames.length} of ${comparedNames.length} kinds` })
      .waitFor({ timeout: 600_000 });
    await workbench.restMouse();
    await page.locator('main').screenshot({ path: path.join(output, 'kinds.png') });
  });
}

/** Takes the picture of the guide to model files: n-grams, of which a search finds some. */
function takeModelFile(output: string): Promise<void> {
  const file = 'test/fixtures/ngram/kenlm-small-3.arpa';
  const take = async (workbench: Workbench) => {
    await workbench.hideSideBar();
    await workbench.pick('Control+P', path.basename(file), path.basename(file));
    const page = await workbench.frame('.model-file');
    await page.getByText(/entries found/).waitFor();
    await page.locator('vscode-text-field input').fill('3: the');
    await workbench.restMouse();
    await page.locator('.rows tbody td', { hasText: 'the' }).first().waitFor();
    await workbench.page.screenshot({ path: path.join(output, 'model-file.png') });
  };
  return withEnglish({ theme: 'light', width: 1000, height: 800 }, take, [file]);
}

/** Takes the picture of the guide to attractor networks: a damaged line that is recalled, and the capacity. */
function takeAttractors(output: string): Promise<void> {
  return withEnglish({ theme: 'light', width: 1200, height: 1300 }, async workbench => {
    await workbench.openFile(english.text);
    await workbench.hideSideBar();
    await workbench.command(titleOf('openAttractors', 'en'));
    const page = await workbench.frame('.attractors');
    await page.getByRole('combobox', { name: 'Line' }).selectOption('1');
    await page.getByRole('slider', { name: 'Damage' }).fill('0.25');
    await page.locator('.end', { hasText: 'line 2' }).waitFor();
    await page.locator('.capacity', { hasText: '0.138 N' }).waitFor();
    await workbench.restMouse();
    await page.locator('main').screenshot({ path: path.join(output, 'attractors.png') });
  });
}

async function train(workbench: Workbench, network: Readonly<Record<string, string>>): Promise<void> {
  const training = new TrainWith(workbench);
  await training.openList('min-char-rnn');
  for (const [setting, value] of Object.entries(network)) {
    await training.open(setting);
    await workbench.enter(value);
    await training.listed('min-char-rnn', setting);
  }
  await training.trainNow();
}

async function main([output, only]: readonly string[]): Promise<void> {
  mkdirSync(output, { recursive: true });
  if (!only || only === 'comparison') await takeComparison(output);
  if (!only || only === 'vectors') await takeVectors(output);
  if (!only || only === 'experiment') await takeExperiment(output);
  if (!only || only === 'course') await takeCourse(output);
  if (!only || only === 'kinds') await takeKinds(output);
  if (!only || only === 'inspection') await takeInspection(output);
  if (!only || only === 'states') await takeStates(output);
  if (!only || only === 'vowels') await takeVowelsAndSystem(output);
  if (!only || only === 'attractors') await takeAttractors(output);
  if (!only || only === 'modelFile') await takeModelFile(output);
  for (const [name, scene] of Object.entries(scenes)) {
    if (only && name !== only) continue;
    await take(name, scene, output);
    console.log(name);
  }
}

void main(process.argv.slice(2));
