import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

export type Engine = typeof import('../../../src/package/engine');
export const MODULE = 'dist/engine.mjs';

/** Imports the built module, as a user does. */
export async function loadEngine(): Promise<Engine> {
  return import(pathToFileURL(resolve(MODULE)).href);
}
