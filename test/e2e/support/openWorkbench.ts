import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { type Browser, launchBrowser } from '../../host/lib/browser';
import { linkExtension } from '../../host/lib/extensionLink';
import { removeFolder } from '../../host/lib/removeFolder';
import { installVsix, type Payload, Server } from '../../host/lib/server';
import { type UserSettings, writeSettings } from '../../host/lib/settings';
import { watch } from './screen';
import { HANGS } from './until';
import { Workbench } from './workbench';

export const themes = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  highContrast: 'Default High Contrast',
  highContrastLight: 'Default High Contrast Light',
} as const;

/** The names in VS Code's list of themes. */
export const themeNames: Readonly<Record<keyof typeof themes, string>> = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  highContrast: 'Dark High Contrast',
  highContrastLight: 'Light High Contrast',
};

export interface WorkbenchOptions {
  /** The workspace folder. */
  readonly folder: string;
  readonly theme?: keyof typeof themes;
  /** The value of `vscode.env.language`, such as `ja`. VS Code's own texts stay English. */
  readonly language?: string;
  readonly settings?: UserSettings;
  readonly width?: number;
  readonly height?: number;
  /** A package to install; by default the checkout is linked as an installed extension. */
  readonly vsix?: string;
  /**
   * The folder of the extension's storage and the user's settings. If given, it is kept, so that several
   * windows can share it.
   */
  readonly userDataDir?: string;
  /** VS Code's own test mode: it shows no toasts and no dialogs. */
  readonly smoke?: boolean;
  /** Environment of the server and the extension host. */
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds to wait for anything in the page. */
  readonly timeout?: number;
}

/** Opens the workbench of a real VS Code, with the extension, on a folder, in a headless browser. */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const temporary = mkdtempSync(path.join(tmpdir(), 'elman-workbench-'));
  const userDataDir = options.userDataDir ?? path.join(temporary, 'data');
  const extensionsDir = path.join(temporary, 'extensions');
  const settings = {
    'workbench.colorTheme': themes[options.theme ?? 'dark'],
    'workbench.reduceMotion': 'on',
    'editor.find.addExtraSpaceOnTop': false, // the find widget would move the lines
    ...options.settings,
  };
  writeSettings(userDataDir, settings);
  mkdirSync(extensionsDir);
  const { smoke, env } = options;
  const serverOptions = { userDataDir, extensionsDir, lean: true, smoke, env };
  if (options.vsix !== undefined) await installVsix(options.vsix, serverOptions);
  else linkExtension(extensionsDir);

  let server: Server | undefined;
  let browser: Browser | undefined;
  const dispose = async () => {
    await browser?.close();
    await server?.stop();
    removeFolder(temporary);
  };
  try {
    server = await Server.start(serverOptions);
    browser = await launchBrowser({ width: options.width ?? 1400, height: options.height ?? 900 });
    watch(browser.page);
    browser.page.setDefaultTimeout(options.timeout ?? HANGS);
    if (options.language) await browser.page.addInitScript(pinLanguage, options.language);
    const payload: Payload = [['skipWelcome', 'true']];
    await browser.page.goto(server.url(options.folder, payload), { waitUntil: 'commit' });
    const workbench = new Workbench(browser.page, userDataDir, dispose);
    await workbench.ready();
    return workbench;
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** Runs in the page before VS Code's scripts, which would set the language to the server's. */
function pinLanguage(language: string): void {
  Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', { get: () => language, set: () => undefined });
}
