import { randomInt } from 'node:crypto';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Context, Writing } from '../protocol/reader';
import type { Settings, SettingValue } from '../protocol/run';
import { type Mode, modes, type Scale, thresholdsOf } from './heatmap/scale';

const MAX_SEED = 2 ** 32 - 1;

/** What a run depends on besides its text, without the `elman.` in front. */
export const trainingSettings = [
  'model.cell',
  'model.activation',
  'model.hidden',
  'model.layers',
  'model.embedding',
  'model.context',
  'model.output',
  'model.classes',
  'model.noiseSamples',
  'model.scoring',
  'model.compression',
  'model.direct',
  'model.directOrder',
  'model.dropout',
  'model.forgetBias',
  'model.stateDecay',
  'model.spectralRadius',
  'model.initialiser',
  'model.initialDeviation',
  'training.learningRate',
  'training.schedule',
  'training.scheduleInterval',
  'training.scheduleFactor',
  'training.gradientClip',
  'training.gradientClipBy',
  'training.gradientNormalisation',
  'training.l2',
  'training.sequenceLength',
  'training.bptt',
  'training.maxIterations',
  'training.batch',
  'training.optimizer',
  'training.seed',
  'validation.fraction',
  'validation.interval',
  'validation.patience',
  'snapshot.interval',
  'snapshot.sampleLength',
  'metrics.interval',
  'text.unit',
  'text.locale',
  'text.minimumCount',
  'kernels.build',
  'kernels.threads',
] as const;

/** The settings that hold for a document, as they are: checking them is the engine's part. */
export function readTrainingSettings(document?: vscode.Uri): Settings {
  const configuration = vscode.workspace.getConfiguration('elman', document);
  return Object.fromEntries(trainingSettings.map(name => [name, plain(configuration.get(name))]));
}

/** Objects and lists are always wrong; VS Code hands them out as proxies, which cannot be sent to a worker. */
function plain(value: unknown): SettingValue {
  return typeof value === 'object' ? JSON.stringify(value) : (value as SettingValue);
}

/** The text to train on when no editor is open, if one is set. */
export const readTrainingFile = () => readFileSetting('training.file');

/** The text to validate on, if a whole one is set that goes with `document`. */
export const readValidationFile = (document: vscode.Uri) => readFileSetting('validation.file', document);

function readFileSetting(name: string, document?: vscode.Uri): vscode.Uri | undefined {
  const file = vscode.workspace.getConfiguration('elman', document).get(name);
  return typeof file === 'string' && file !== '' ? vscode.Uri.file(fromWorkspace(file)) : undefined;
}

const contexts: readonly Context[] = ['none', 'line', 'paragraph', 'document'];

/** What primes the model before a selection of the document. */
export function readContext(document: vscode.Uri): Context {
  const chosen = vscode.workspace.getConfiguration('elman', document).get('reading.context');
  return contexts.find(context => context === chosen) ?? 'paragraph';
}

/** Which setting holds the thresholds of a mode. */
const thresholdLists = {
  bits: 'bits',
  rank: 'ranks',
  probability: 'probabilities',
} satisfies Record<Mode, string>;

/** What the heatmap colours tokens by, and where its colours begin. */
export function readScale(): Scale {
  const settings = vscode.workspace.getConfiguration('elman.heatmap');
  const mode = modes.find(name => name === settings.get('mode')) ?? 'bits';
  const list = thresholdLists[mode];
  const defaults = settings.inspect<readonly number[]>(list)?.defaultValue ?? [];
  return { mode, thresholds: thresholdsOf(mode, settings.get(list), defaults) };
}

/** Where the mode was set before, else for all windows. */
export async function writeHeatmapMode(mode: Mode): Promise<void> {
  const settings = vscode.workspace.getConfiguration('elman.heatmap');
  const inWorkspace = settings.inspect('mode')?.workspaceValue !== undefined;
  const target = inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await settings.update('mode', mode, target);
}

/** How "Continue from Here" writes into a document; seed 0 is another one every time. Out of range is drawn into it. */
export function readWriting(document: vscode.Uri): Writing {
  const settings = vscode.workspace.getConfiguration('elman.writing', document);
  const number = (name: string, byDefault: number, minimum: number, maximum: number) =>
    clamp(settings.get(name), byDefault, minimum, maximum);
  return {
    length: Math.round(number('length', 200, 1, 10_000)),
    temperature: number('temperature', 0.7, 0, 10),
    topK: Math.round(number('topK', 0, 0, 1_000_000)),
    topP: number('topP', 1, 0, 1),
    seed: Math.round(number('seed', 0, 0, MAX_SEED)) || randomInt(1, MAX_SEED),
    stopAtSentenceEnd: settings.get('stopAtSentenceEnd') === true,
  };
}

/** Whether suggestions are shown in a document, and how many tokens they have at most. */
export function readGhostText(document: vscode.Uri): { readonly enabled: boolean; readonly length: number } {
  const settings = vscode.workspace.getConfiguration('elman.ghostText', document);
  const length = Math.round(clamp(settings.get('length'), 40, 1, 1000));
  return { enabled: settings.get('enabled') === true, length };
}

function clamp(value: unknown, byDefault: number, minimum: number, maximum: number): number {
  const number = typeof value === 'number' && Number.isFinite(value) ? value : byDefault;
  return Math.min(maximum, Math.max(minimum, number));
}

/** The folder that holds all runs. */
export function readRunsFolder(storage: vscode.Uri): string {
  const folder = vscode.workspace.getConfiguration('elman').get('runs.folder');
  const chosen = typeof folder === 'string' && folder !== '' ? fromWorkspace(folder) : undefined;
  return chosen && path.isAbsolute(chosen) ? chosen : vscode.Uri.joinPath(storage, 'runs').fsPath;
}

/** A relative path starts at the first workspace folder; without one it stays relative. */
function fromWorkspace(file: string): string {
  const home = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file');
  return path.isAbsolute(file) || !home ? file : path.join(home.uri.fsPath, file);
}
