import { randomInt } from 'node:crypto';
import * as vscode from 'vscode';
import type { Writing } from '../../protocol/reader';

const MAX_SEED = 2 ** 32 - 1;

/**
 * Reads the settings of "Continue from Here" for a document. Seed 0 means that a new random seed is used
 * every time. Values out of range are changed to the nearest allowed value.
 */
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

/** Reads whether inline suggestions are enabled in a document, and their maximum number of tokens. */
export function readGhostText(document: vscode.Uri): { readonly enabled: boolean; readonly length: number } {
  const settings = vscode.workspace.getConfiguration('elman.ghostText', document);
  const length = Math.round(clamp(settings.get('length'), 40, 1, 1000));
  return { enabled: settings.get('enabled') === true, length };
}

function clamp(value: unknown, byDefault: number, minimum: number, maximum: number): number {
  const number = typeof value === 'number' && Number.isFinite(value) ? value : byDefault;
  return Math.min(maximum, Math.max(minimum, number));
}
