import * as vscode from 'vscode';
import type { Writing } from '../../protocol/reader';
import { writing } from '../../settings/writingSettings';

/**
 * Reads the settings of "Continue from Here" for a document. Seed 0 means that a new random seed is used
 * every time. Values out of range are changed to the nearest allowed value.
 */
export function readWriting(document: vscode.Uri): Writing {
  return {
    length: readNumber('writing.length', document),
    temperature: readNumber('writing.temperature', document),
    topK: readNumber('writing.topK', document),
    topP: readNumber('writing.topP', document),
    seed: readNumber('writing.seed', document) || randomSeed(),
    stopAtSentenceEnd: readSwitch('writing.stopAtSentenceEnd', document),
  };
}

/** Reads whether inline suggestions are enabled in a document, and their maximum number of tokens. */
export function readGhostText(document: vscode.Uri): { readonly enabled: boolean; readonly length: number } {
  return {
    enabled: readSwitch('ghostText.enabled', document),
    length: readNumber('ghostText.length', document),
  };
}

/** Returns a random seed from 1 to the maximum. */
function randomSeed(): number {
  const [bits] = crypto.getRandomValues(new Uint32Array(1));
  return 1 + (bits % writing['writing.seed'].maximum);
}

type Writings = typeof writing;

/** The name of a setting for continuing texts whose value is of a kind, such as `number`. */
type NameOf<Kind extends string> = {
  [Name in keyof Writings]: Writings[Name]['kind'] extends Kind ? Name : never;
}[keyof Writings];

const readSwitch = (name: NameOf<'switch'>, document: vscode.Uri) => read(name, document) === true;

/** Returns the value of a setting within its range. The default if the value is not a number. */
function readNumber(name: NameOf<'integer' | 'number'>, document: vscode.Uri): number {
  const { kind, default: byDefault, minimum, maximum } = writing[name];
  const value = read(name, document);
  const number = typeof value === 'number' && Number.isFinite(value) ? value : byDefault;
  const inRange = Math.min(maximum, Math.max(minimum, number));
  return kind === 'integer' ? Math.round(inRange) : inRange;
}

const read = (name: keyof Writings, document: vscode.Uri): unknown =>
  vscode.workspace.getConfiguration('elman', document).get(name);
