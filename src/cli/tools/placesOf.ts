import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Call, textFlag } from '../command/command';
import { commandFlag } from '../command/flag';
import { UsageError } from '../command/usageError';
import { DEFAULT_FOLDER } from '../runs';
import type { ToolPlaces } from './toolPlaces';

export const rootFlag = commandFlag(
  'root',
  'FOLDER',
  'The workspace: tools read only files inside it (default: the current folder).',
);

/** Returns the folders that the tools of a command may use. Throws a UsageError if the workspace is not a folder. */
export async function placesOf(call: Call): Promise<ToolPlaces> {
  const root = resolve(textFlag(call, 'root') ?? '.');
  const found = await stat(root).catch(() => undefined);
  if (!found?.isDirectory()) throw new UsageError(`--root: "${root}" is not a folder.`);
  return { root, runs: resolve(textFlag(call, 'runs') ?? resolve(root, DEFAULT_FOLDER)) };
}
