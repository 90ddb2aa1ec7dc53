/**
 * Shows the dashboard page without VS Code, for pictures and for measurements. The page has made-up runs, the
 * content security policy of the real page, and the colours of VS Code's themes.
 */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { type Browser, launchBrowser, slowed } from '../../host/lib/browser';
import { networks } from './run';
import { kindOf, styleOf, type ThemeName } from './themes';

const NONCE = 'preview';
const POLICY = `default-src 'none'; script-src 'nonce-${NONCE}'; style-src 'self'; font-src 'self'; img-src 'self' data:`;

export interface Shot {
  readonly theme: ThemeName;
  readonly width: number;
  readonly language?: string;
  readonly state?: string;
  readonly iteration?: number;
  /** Number of runs that the page compares. */
  readonly runs?: number;
  /** The name of a network in `networks`. */
  readonly network?: keyof typeof networks;
  /**
   * Number of rows of a table of surprisal. If it is given, the page shows this table instead of the
   * dashboard.
   */
  readonly rows?: number;
  /** Whether the runs of the dashboard train classifiers. */
  readonly labels?: boolean;
  /** The state of an experiment. If it is given, the page shows its results instead of the dashboard. */
  readonly experiment?: 'done' | 'training' | 'empty' | 'failed' | 'many' | 'long' | 'classic';
  /** The number of words of word vectors, which are shown instead of the dashboard. */
  readonly vectors?: number | 'damaged' | 'training';
  /** The state of a comparison of kinds of models. If it is given, the page shows it instead of the dashboard. */
  readonly kinds?: 'done' | 'training' | 'deleted';
  /** The format or state of a model file. If it is given, the page shows its editor instead of the dashboard. */
  readonly modelFile?: 'ngrams' | 'tensors' | 'damaged' | 'restricted' | 'vectors';
  /** The lines in an attractor network, which is shown instead of the dashboard. */
  readonly attractors?: 'english' | 'japanese' | 'one line';
  /** Whether the page of a translator's targets is shown instead of the dashboard. */
  readonly targets?: boolean;
  /** Whether the runs train translators. */
  readonly pairs?: boolean;
}

function page({
  theme,
  language = 'en',
  state = 'running',
  iteration = 12_000,
  network = 'elman',
  runs = 1,
  labels,
  rows,
  experiment,
  vectors,
  kinds,
  attractors,
  targets,
  pairs,
  modelFile,
}: Shot): string {
  const bundle = JSON.parse(readFileSync('l10n/bundle.l10n.ja.json', 'utf8'));
  const wishes = JSON.stringify({
    iteration,
    state,
    language,
    runs,
    labels,
    rows,
    experiment,
    vectors,
    kinds,
    attractors,
    pairs,
    modelFile,
    network: networks[network],
    translations: language === 'ja' ? bundle : {},
  });
  const script = (attributes: string, text = '') => `<script nonce="${NONCE}" ${attributes}>${text}</script>`;
  const [program, host] = programsOf({ rows, experiment, vectors, kinds, attractors, targets, modelFile });
  return `<!DOCTYPE html><html lang="${language}"><head><meta charset="utf-8"><title>Elman</title>
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<link rel="icon" href="data:,"><link rel="stylesheet" href="/theme/${theme}"><link rel="stylesheet" href="/${program}.css"></head>
<body class="${kindOf(theme)}" data-vscode-theme-kind="${kindOf(theme)}">
${script('', `const wishes = ${wishes}`)}${script(`src="/${host}.js"`)}${script(`src="/${program}.js"`)}</body></html>`;
}

/** Returns the bundles of the page and of its host. */
function programsOf({
  rows,
  experiment,
  vectors,
  kinds,
  attractors,
  targets,
  modelFile,
}: Pick<
  Shot,
  'rows' | 'experiment' | 'vectors' | 'kinds' | 'attractors' | 'targets' | 'modelFile'
>): readonly [string, string] {
  if (targets) return ['translation', 'fakeTranslationHost'];
  if (modelFile !== undefined) return ['modelFiles', 'fakeModelFileHost'];
  if (attractors !== undefined) return ['attractors', 'fakeAttractorHost'];
  if (kinds !== undefined) return ['kinds', 'fakeKindsHost'];
  if (vectors === 'training') return ['vectorsTraining', 'fakeVectorsTrainingHost'];
  if (vectors !== undefined) return ['vectors', 'fakeVectorsHost'];
  if (experiment !== undefined) return ['experiment', 'fakeExperimentHost'];
  return rows !== undefined ? ['surprisal', 'fakeTableHost'] : ['webview', 'fakeHost'];
}

/** Serves the pages to a browser, which it starts. */
export class Preview {
  private tab: Page | undefined;
  /** Whether the next page needs a new tab. */
  private isChanged = false;
  private shown: Shot | undefined;

  private constructor(
    private readonly browser: Browser,
    private readonly server: Server,
  ) {}

  static async start(): Promise<Preview> {
    const built = await bundles();
    const server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://preview');
      const name = basename(pathname);
      const answer = (type: string, body: string) => response.setHeader('content-type', type).end(body);
      if (pathname === '/') answer('text/html', page(JSON.parse(searchParams.get('shot') ?? '{}')));
      else if (pathname.startsWith('/theme/')) answer('text/css', styleOf(pathname.slice(7) as ThemeName));
      else if (built.has(name))
        answer(name.endsWith('.css') ? 'text/css' : 'text/javascript', built.get(name) ?? '');
      else response.writeHead(404).end();
    });
    await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
    return new Preview(await launchBrowser(), server);
  }

  /**
   * Opens the page in the tab of the page before, because a new tab takes about half a second of processor
   * time. The mouse is then outside the page.
   */
  async open(shot: Shot, height: number): Promise<Page> {
    if (this.isChanged) await this.tab?.close();
    const tab = this.tab && !this.tab.isClosed() ? this.tab : await this.openTab();
    this.tab = tab;
    this.isChanged = false;
    this.shown = shot;
    await tab.mouse.move(-1, -1);
    await tab.setViewportSize({ width: shot.width, height });
    const { port } = this.server.address() as AddressInfo;
    await tab.goto(`http://127.0.0.1:${port}/?shot=${encodeURIComponent(JSON.stringify(shot))}`);
    await tab.locator(partOf(shot)).first().waitFor();
    return tab;
  }

  /**
   * Opens a tab that prints the errors of its pages, except an error about a test by the toolkit that the
   * policy blocks.
   */
  private async openTab(): Promise<Page> {
    const tab = await slowed(await this.browser.context.newPage());
    tab.on('console', message => {
      const isProbe = message.text().startsWith('Applying inline style');
      if (message.type() === 'error' && !isProbe) console.error(JSON.stringify(this.shown), message.text());
    });
    tab.on('pageerror', error => console.error(JSON.stringify(this.shown), error));
    return tab;
  }

  /**
   * Makes the next page open in a new tab. Call this before a change of the tab that another page in it would
   * keep, such as a fake clock.
   */
  changesTab(): void {
    this.isChanged = true;
  }

  async dispose(): Promise<void> {
    await this.browser.close();
    this.server.close();
  }
}

/** Returns the selector of an element that the page contains as soon as it is drawn. */
function partOf({ rows, state, experiment, vectors, kinds, attractors, targets, modelFile }: Shot): string {
  if (targets) return '.translation canvas';
  if (kinds !== undefined) return kinds === 'deleted' ? '[role=status]:not(:empty)' : '.figures tbody td';
  if (modelFile !== undefined) return modelFile === 'damaged' ? '.damage' : '.rows tbody td';
  if (attractors !== undefined) return '.attractors .end:not(:empty)';
  if (vectors === 'training') return '.near-list';
  if (vectors !== undefined) return vectors === 'damaged' ? '.warning' : '.words td.near:not(:empty)';
  if (experiment !== undefined)
    return experiment === 'failed' ? '.warning' : experiment === 'empty' ? '.content p' : '.results tbody td';
  return rows !== undefined ? '.rows tbody td' : state === 'none' ? '.empty' : '.plots canvas';
}

async function bundles(): Promise<ReadonlyMap<string, string>> {
  const { outputFiles } = await build({
    entryPoints: {
      webview: 'webview/main.ts',
      surprisal: 'webview/surprisal/main.ts',
      experiment: 'webview/experiment/main.ts',
      kinds: 'webview/kinds/main.ts',
      vectors: 'webview/vectors/main.ts',
      vectorsTraining: 'webview/vectors/training.ts',
      attractors: 'webview/attractors/main.ts',
      translation: 'webview/translation/main.ts',
      fakeTranslationHost: 'test/webview/preview/fakeTranslationHost.ts',
      modelFiles: 'webview/modelFiles/main.ts',
      fakeModelFileHost: 'test/webview/preview/fakeModelFileHost.ts',
      fakeAttractorHost: 'test/webview/preview/fakeAttractorHost.ts',
      fakeHost: 'test/webview/preview/fakeHost.ts',
      fakeTableHost: 'test/webview/preview/fakeTableHost.ts',
      fakeExperimentHost: 'test/webview/preview/fakeExperimentHost.ts',
      fakeKindsHost: 'test/webview/preview/fakeKindsHost.ts',
      fakeVectorsHost: 'test/webview/preview/fakeVectorsHost.ts',
      fakeVectorsTrainingHost: 'test/webview/preview/fakeVectorsTrainingHost.ts',
    },
    bundle: true,
    loader: { '.wasm': 'binary' },
    write: false,
    format: 'iife',
    outdir: '.',
  });
  return new Map(outputFiles.map(file => [basename(file.path), file.text]));
}
