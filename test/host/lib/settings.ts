import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';

export type UserSettings = Readonly<Record<string, unknown>>;

/** Settings for a quiet window: no welcome page, no assistant, no network access, no animation. */
const quiet: UserSettings = {
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.settings.enableNaturalLanguageSearch': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'npm.autoDetect': 'off',
  'window.menuBarVisibility': 'compact',
};

export const settingsFile = (userDataDir: string) => path.join(userDataDir, 'User/settings.json');

export function writeSettings(userDataDir: string, settings: UserSettings = {}): void {
  mkdirSync(path.join(userDataDir, 'User'), { recursive: true });
  writeFileSync(settingsFile(userDataDir), JSON.stringify({ ...quiet, ...settings }, null, 2));
}

/** Writes the settings unless the user already has settings. */
export function writeFirstSettings(userDataDir: string, settings: UserSettings = {}): void {
  if (!existsSync(settingsFile(userDataDir))) writeSettings(userDataDir, settings);
}
