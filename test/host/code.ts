#!/usr/bin/env node
// Replaces the desktop program `code` for @vscode/test-electron. Takes the same arguments, opens them in the
// web workbench of a VS Code server, and exits with the code that VS Code gives its tests.
import { parseArgs } from 'node:util';
import { launchBrowser } from './lib/browser';
import { Server } from './lib/server';
import { writeSettings } from './lib/settings';

/** Milliseconds after which the tests are ended because they hang. */
const timeout = 3_600_000;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ strict: false, allowPositionals: true, options: {} });
  const argument = (name: string) => {
    const value = values[name];
    if (typeof value !== 'string') throw new Error(`--${name}=... is missing`);
    return value;
  };
  const userDataDir = argument('user-data-dir');
  writeSettings(userDataDir);
  const extensionsDir = argument('extensions-dir');
  const server = await Server.start({ userDataDir, extensionsDir, lean: true, smoke: true });
  const browser = await launchBrowser();
  const { page } = browser;
  try {
    const code = new Promise<number>((resolve, reject) => {
      void page.exposeFunction('codeAutomationExit', resolve);
      void page.exposeFunction('codeAutomationLog', () => undefined);
      page.once('crash', () => reject(new Error('the page of the workbench crashed')));
      page.once('close', () => reject(new Error('the page of the workbench was closed')));
      setTimeout(() => reject(new Error('the extension host did not report in time')), timeout).unref();
    });
    const payload = ['extensionDevelopmentPath', 'extensionTestsPath'].map(
      name => [name, server.uri(argument(name))] as const,
    );
    const url = server.url(positionals[0], [...payload, ['skipWelcome', 'true']]);
    const opened = page.goto(url, { waitUntil: 'commit' });
    return await Promise.race([code, opened.then(() => code)]);
  } finally {
    await browser.close();
    await server.stop();
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
main().then(
  code => process.exit(code),
  error => {
    console.error(error);
    process.exit(1);
  },
);
