import { resolve } from 'node:path';
import { type Call, textFlag } from '../command/command';
import { commandFlag } from '../command/flag';
import { DEFAULT_FOLDER } from '../runs';
import type { ToolPlaces } from './toolPlaces';

export const rootFlag = commandFlag(
  'root',
  'FOLDER',
  'The workspace: tools read only files inside it (default: the current folder).',
);

/** Returns the folders that the tools of a command may use. */
export function placesOf(call: Call): ToolPlaces {
  const root = resolve(textFlag(call, 'root') ?? '.');
  return { root, runs: resolve(textFlag(call, 'runs') ?? resolve(root, DEFAULT_FOLDER)) };
}
