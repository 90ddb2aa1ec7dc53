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

/** The names of the themes in VS Code's list of themes. */
export const themeNames: Readonly<Record<keyof typeof themes, string>> = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  highContrast: 'Dark High Contrast',
  highContrastLight: 'Light High Contrast',
};

export interface WorkbenchOptions {
  /** The folder that is opened as the workspace. */
  readonly folder: string;
  readonly theme?: keyof typeof themes;
  /**
   * The language of the extension, as in `vscode.env.language`: `ja`, for example. VS Code's own texts are
   * English in any case.
   */
  readonly language?: string;
  readonly settings?: UserSettings;
  readonly width?: number;
  readonly height?: number;
  /** The folder of the extension that is linked instead of the checkout. */
  readonly extension?: string;
  /** The package to install. By default, the checkout is linked as an installed extension. */
  readonly vsix?: string;
  /**
   * The folder for the extension's storage and the user's settings. If it is given, it is not deleted at the
   * end, so that several windows can use it.
   */
  readonly userDataDir?: string;
  /**
   * Whether VS Code has only those of its own extensions that most tests need. Default: true. Completion in JSON files needs
   * the others.
   */
  readonly lean?: boolean;
  /** Whether to use VS Code's own test mode, in which it shows no notifications and no dialogs. */
  readonly smoke?: boolean;
  /** Whether untrusted folders open in Restricted Mode. By default, every folder is trusted. */
  readonly askTrust?: boolean;
  /** Environment variables of the server and the extension host. */
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds to wait for an element of the page before a test fails. */
  readonly timeout?: number;
}

/**
 * Opens a folder in the workbench of a real VS Code with the extension. The workbench runs in a headless
 * browser.
 */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const temporary = mkdtempSync(path.join(tmpdir(), 'elman-workbench-'));
  const userDataDir = options.userDataDir ?? path.join(temporary, 'data');
  const extensionsDir = path.join(temporary, 'extensions');
  const settings = {
    'workbench.colorTheme': themes[options.theme ?? 'dark'],
    'workbench.reduceMotion': 'on',
    // The space at the top for the find widget would move the lines.
    'editor.find.addExtraSpaceOnTop': false,
    ...(options.askTrust && { 'security.workspace.trust.enabled': true }),
    // Some milliseconds after a list closes, VS Code gives the focus back to the page that had it. By default,
    // this closes the next list, even in the middle of a click on its row.
    'workbench.quickOpen.closeOnFocusLost': false,
    // In a browser, VS Code saves a second after the last change, and a save ends the step that one undo removes.
    'files.autoSave': 'off',
    ...options.settings,
  };
  writeSettings(userDataDir, settings);
  mkdirSync(extensionsDir);
  const { smoke, askTrust, env, lean = true } = options;
  const serverOptions = { userDataDir, extensionsDir, lean, smoke, askTrust, env };
  if (options.vsix !== undefined) await installVsix(options.vsix, serverOptions);
  else linkExtension(extensionsDir, options.extension);

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

/**
 * Sets the language of the workbench. Runs in the page before VS Code's scripts, which would set the language
 * of the server.
 */
function pinLanguage(language: string): void {
  Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', { get: () => language, set: () => undefined });
}
