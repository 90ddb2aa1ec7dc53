import * as path from 'node:path';
import * as vscode from 'vscode';
import type { ArpaReading } from '../protocol/modelReference';
import type { RunSettings, SettingValue } from '../protocol/run';
import type { Context } from '../protocol/textRange';
import { isUsedByCloze } from '../settings/clozeSettings';
import { isUsedByLabels, labelSettings } from '../settings/labelSettings';
import { type Configuration, runSettings, settings } from '../settings/settings';
import { isUsedByTranslation, translationSettings } from '../settings/translationSettings';
import { vectors } from '../settings/vectorSettings';

/**
 * Returns the training settings that apply to a document. The settings may be invalid; the engine validates
 * them.
 */
export function readTrainingSettings(document?: vscode.Uri): RunSettings {
  const configuration = vscode.workspace.getConfiguration('elman', document);
  const values = runSettings.map(name => [name, configuration.get(name)] as const);
  // Leaves out settings that are null. The learning rate is null if the default of the optimizer applies.
  return Object.fromEntries(
    values.filter(([, value]) => value !== null).map(([name, value]) => [name, plain(value)]),
  );
}

/**
 * Returns the settings for training word vectors that apply to a document. The settings may be invalid: the
 * worker checks them.
 */
export function readVectorSettings(document: vscode.Uri): RunSettings {
  const configuration = vscode.workspace.getConfiguration('elman', document);
  const names = [...Object.keys(vectors), 'text.locale', 'text.filter'].filter(name => name !== HOVER);
  return Object.fromEntries(names.map(name => [name, plain(configuration.get(name))]));
}

/** Returns whether a hover over a word of a document shows the nearest words. */
export const hasVectorsHover = (document: vscode.Uri) =>
  vscode.workspace.getConfiguration('elman', document).get(HOVER) !== false;

const HOVER = 'vectors.hover';

/**
 * Returns whether the user or the workspace has set a setting for the document. True even if the value equals
 * the default.
 */
export function isSet(name: string, document: vscode.Uri): boolean {
  const found = vscode.workspace.getConfiguration('elman', document).inspect(name);
  const values = [found?.globalValue, found?.workspaceValue, found?.workspaceFolderValue];
  return values.some(value => value !== undefined);
}

/** Returns those settings of a stored run that this version has. */
export function currentSettings(stored: RunSettings): RunSettings {
  const names: readonly string[] = [
    ...runSettings,
    ...Object.keys({ ...labelSettings, ...translationSettings }),
  ];
  return Object.fromEntries(Object.entries(stored).filter(([name]) => names.includes(name)));
}

/** Returns those settings that a network that labels texts or tokens uses. */
export const usedByLabels = (settings: RunSettings): RunSettings =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => isUsedByLabels(name)));

/** Returns those settings that a cloze model uses. */
export const usedByCloze = (settings: RunSettings): RunSettings =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => isUsedByCloze(name)));

/** Returns those settings that a network that writes targets for sources uses. */
export const usedByTranslation = (settings: RunSettings): RunSettings =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => isUsedByTranslation(name)));

/**
 * Converts objects and lists to JSON text. They are not valid values of these settings. VS Code returns them
 * as proxies, which cannot be sent to a worker.
 */
function plain(value: unknown): SettingValue {
  return typeof value === 'object' ? JSON.stringify(value) : (value as SettingValue);
}

/**
 * Returns the text that the settings name for training when no editor is open. Undefined if they name none.
 */
export const readTrainingFile = () => readFileSetting('training.file');

/**
 * Returns the separate validation text that the settings name for `document`. Undefined if they name none.
 */
export const readValidationFile = (document: vscode.Uri) => readFileSetting('validation.file', document);

function readFileSetting(name: string, document?: vscode.Uri): vscode.Uri | undefined {
  const file = vscode.workspace.getConfiguration('elman', document).get(name);
  return typeof file === 'string' && file !== '' ? vscode.Uri.file(fromWorkspace(file)) : undefined;
}

/** Returns the options for reading an ARPA file. Options that the user has not set are missing. */
export function readArpaSettings(file: vscode.Uri): ArpaReading {
  const configuration = vscode.workspace.getConfiguration('elman', file);
  const unit = configuration.get('reading.arpaUnit');
  const locale = configuration.get('text.locale');
  const unknown = configuration.get('reading.arpaUnknown');
  return {
    ...(typeof unit === 'string' &&
      unit !== 'auto' && { unit: unit === 'segmented' && locale ? `${unit} ${locale}` : unit }),
    ...(typeof unknown === 'string' && unknown.trim() !== '' && { unknown: unknown.trim() }),
  };
}

/** Returns which part of the text before a range the model reads as context. */
export function readContext(document: vscode.Uri): Context {
  const chosen = vscode.workspace.getConfiguration('elman', document).get('reading.context');
  const { choices, default: byDefault } = settings['reading.context'];
  const contexts = Object.keys(choices) as Context[];
  return contexts.find(context => context === chosen) ?? byDefault;
}

/**
 * Returns the markup to leave out of all texts that models read. Undefined if each model leaves out the markup
 * that it was trained without.
 */
export function readFilter(): Configuration['text.filter'] | undefined {
  const chosen = vscode.workspace.getConfiguration('elman').get('reading.filter');
  const filters = Object.keys(settings['text.filter'].choices) as Configuration['text.filter'][];
  return filters.find(filter => filter === chosen);
}

/** Returns the folder that contains all runs, by default a folder in `storage`. */
export function readRunsFolder(storage: vscode.Uri): vscode.Uri {
  const folder = vscode.workspace.getConfiguration('elman').get('runs.folder');
  const chosen = typeof folder === 'string' && folder !== '' ? fromWorkspace(folder) : undefined;
  return chosen && path.isAbsolute(chosen) ? vscode.Uri.file(chosen) : vscode.Uri.joinPath(storage, 'runs');
}

/** Returns what to do with runs that were paused when the window closed. */
export function readResumption(): 'ask' | 'always' | 'never' {
  const chosen = vscode.workspace.getConfiguration('elman').get('runs.resume');
  return chosen === 'always' || chosen === 'never' ? chosen : 'ask';
}

export const alwaysResume = () =>
  vscode.workspace
    .getConfiguration('elman')
    .update('runs.resume', 'always', vscode.ConfigurationTarget.Global);

/**
 * Returns whether runs train in worker threads of the extension host. If false, each run has its own process.
 */
export const trainsInThread = () =>
  vscode.workspace.getConfiguration('elman').get('runs.worker') === 'thread';

/**
 * Resolves a relative path against the first local workspace folder. Returns the path unchanged if no local
 * folder is open.
 */
function fromWorkspace(file: string): string {
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file');
  return path.isAbsolute(file) || !folder ? file : path.join(folder.uri.fsPath, file);
}
