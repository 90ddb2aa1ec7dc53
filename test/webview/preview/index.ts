/**
 * Pictures of the dashboard page with a made-up run, in every theme kind, narrow and wide, under the policy of the
 * real page; then the cost of adding to it. Bundle this file for Node and run it from the project's folder, with
 * a folder for the pictures as its argument, and a part of the names of those to take.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import { networks } from './run';
import { kindOf, styleOf, type ThemeName, themeNames } from './themes';

const NONCE = 'preview';
const POLICY = `default-src 'none'; script-src 'nonce-${NONCE}'; style-src 'self'; font-src 'self'; img-src 'self' data:`;
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];

interface Shot {
  readonly theme: ThemeName;
  readonly width: number;
  readonly language?: string;
  readonly state?: string;
  readonly iteration?: number;
  /** How many runs side by side. */
  readonly runs?: number;
  /** Which of the made-up networks. */
  readonly network?: keyof typeof networks;
}

const stacked = { network: 'gru' } as const;
const several = { network: 'gru', runs: 4 } as const;
const shots: Shot[] = [
  ...themeNames.flatMap(theme => [300, 1400].map(width => ({ theme, width, ...several }))),
  ...[300, 1400].map(width => ({ theme: 'dark' as const, width, language: 'ja', ...several })),
  { theme: 'dark', width: 1400, network: 'gru', runs: 20 },
  ...themeNames.flatMap(theme => [300, 1400].map(width => ({ theme, width, ...stacked }))),
  ...[300, 700, 1400].map(width => ({ theme: 'dark' as const, width, language: 'ja', ...stacked })),
  ...themeNames.flatMap(theme => [300, 1400].map(width => ({ theme, width }))),
  ...[300, 1400].map(width => ({ theme: 'dark' as const, width, language: 'ja' })),
  ...['failed', 'none', 'done', 'paused'].map(state => ({ theme: 'dark' as const, width: 300, state })),
  { theme: 'light', width: 1400, state: 'failed' },
];

function page({
  theme,
  language = 'en',
  state = 'running',
  iteration = 12_000,
  network = 'elman',
  runs = 1,
}: Shot): string {
  const bundle = JSON.parse(readFileSync('l10n/bundle.l10n.ja.json', 'utf8'));
  const wishes = JSON.stringify({
    iteration,
    state,
    language,
    runs,
    network: networks[network],
    translations: language === 'ja' ? bundle : {},
  });
  const script = (attributes: string, text = '') => `<script nonce="${NONCE}" ${attributes}>${text}</script>`;
  return `<!DOCTYPE html><html lang="${language}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<link rel="icon" href="data:,"><link rel="stylesheet" href="/theme/${theme}"><link rel="stylesheet" href="/webview.css"></head>
<body class="${kindOf(theme)}" data-vscode-theme-kind="${kindOf(theme)}">
${script('', `const wishes = ${wishes}`)}${script('src="/fakeHost.js"')}${script('src="/webview.js"')}</body></html>`;
}

async function serve() {
  const { outputFiles } = await build({
    entryPoints: { webview: 'webview/main.ts', fakeHost: 'test/webview/preview/fakeHost.ts' },
    bundle: true,
    write: false,
    format: 'iife',
    outdir: '.',
  });
  const built = new Map(outputFiles.map(file => [basename(file.path), file.text]));
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
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

/** Opens the page; whatever it complains of is printed, but for one probe of the toolkit's that the policy stops. */
async function open(browser: Browser, address: string, shot: Shot): Promise<Page> {
  const tab = await browser.newPage({ viewport: { width: shot.width, height: 3600 } });
  tab.on('console', message => {
    const isProbe = message.text().startsWith('Applying inline style');
    if (message.type() === 'error' && !isProbe) console.error(JSON.stringify(shot), message.text());
  });
  tab.on('pageerror', error => console.error(JSON.stringify(shot), error));
  await tab.goto(`${address}?shot=${encodeURIComponent(JSON.stringify(shot))}`);
  await tab
    .locator(shot.state === 'none' ? '.empty' : '.plots canvas')
    .first()
    .waitFor();
  return tab;
}

const nameOf = ({ network, runs, theme, width, language, state }: Shot) =>
  [network, runs, theme, width, language, state].filter(part => part !== undefined).join('-');

async function shoot(browser: Browser, address: string, shot: Shot, folder: string): Promise<void> {
  const tab = await open(browser, address, shot);
  const scrolls = await tab.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  if (scrolls) console.error(JSON.stringify(shot), 'scrolls sideways');
  await tab.screenshot({ path: join(folder, `${nameOf(shot)}.png`), fullPage: true });
  await tab.close();
}

/** Milliseconds of script for 50 more rows and the frames that draw them, for a run of 100,000 rows. */
async function measure(browser: Browser, address: string): Promise<void> {
  const tab = await open(browser, address, { theme: 'dark', width: 1400, iteration: 1_000_000 });
  const times = await tab.evaluate(async () => {
    const { grow } = window as unknown as { grow(iterations: number): void };
    const native = window.requestAnimationFrame.bind(window);
    let total = 0;
    window.requestAnimationFrame = callback =>
      native(time => {
        const start = performance.now();
        callback(time);
        // The charts draw in a microtask, which is queued by now.
        queueMicrotask(() => {
          total += performance.now() - start;
        });
      });
    const spent: number[] = [];
    for (let i = 0; i < 40; i++) {
      const start = performance.now();
      grow(500);
      total = performance.now() - start;
      for (let frame = 0; frame < 4; frame++) await new Promise(native);
      spent.push(total);
    }
    return spent.sort((a, b) => a - b);
  });
  const middle = times[times.length >> 1];
  console.log(
    `100,000 rows: append and redraw ${middle.toFixed(1)} ms (median), ${times.at(-1)?.toFixed(1)} ms (worst)`,
  );
  await tab.close();
}

async function main(folder: string, only = ''): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const { server, address } = await serve();
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: [...flags, ...quiet] });
  try {
    for (const shot of shots.filter(each => nameOf(each).includes(only)))
      await shoot(browser, address, shot, folder);
    await measure(browser, address);
  } finally {
    await browser.close();
    server.close();
  }
}

main(process.argv[2] ?? 'pictures', process.argv[3]).catch(error => {
  console.error(error);
  process.exitCode = 1;
});
