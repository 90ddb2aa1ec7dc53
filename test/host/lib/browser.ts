import { accessSync, constants, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { removeFolder } from './removeFolder';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Returns the path of the first of these programs that is on the PATH. Undefined if none is. */
export function findProgram(...programs: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(folder => folder !== '');
  const candidates = programs.flatMap(name => folders.map(folder => path.join(folder, name)));
  return candidates.find(isExecutable);
}

/**
 * Returns the path of the Chromium that the environment variable CHROMIUM names, or of an installed Chromium.
 * Undefined if there is none.
 */
export function findChromium(): string | undefined {
  return process.env.CHROMIUM ?? findProgram(...names) ?? applications.find(isExecutable);
}

export interface Browser {
  readonly context: BrowserContext;
  readonly page: Page;
  close(): Promise<void>;
}

/**
 * Factor by which the pages in the browser are slowed down, in order to find tests that read a page too
 * early.
 */
const slowness = Number(process.env.ELMAN_TEST_SLOW ?? 1);

/** Slows a new page down if the environment variable ELMAN_TEST_SLOW is set. Returns the page. */
export async function slowed(page: Page): Promise<Page> {
  if (slowness > 1) {
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowness });
  }
  return page;
}

/** Starts a Chromium without a window, with a new profile. It can connect only to this machine. */
export async function launchBrowser(size = { width: 1400, height: 900 }): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) {
    throw new Error(
      'no Chromium found; install one (Debian: apt-get install chromium) or set CHROMIUM to its path',
    );
  }
  const profile = mkdtempSync(path.join(tmpdir(), 'elman-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    viewport: size,
    args: [
      // Needed to run as root in a container.
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
    ],
  });
  return {
    context,
    page: await slowed(context.pages()[0] ?? (await context.newPage())),
    async close() {
      await context.close();
      removeFolder(profile);
    },
  };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
