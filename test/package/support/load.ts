import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

export type Engine = typeof import('../../../src/package/engine');
export const MODULE = 'dist/engine.mjs';

/** Imports the built module in the way in which a user imports it. */
export async function loadEngine(): Promise<Engine> {
  return import(pathToFileURL(resolve(MODULE)).href);
}
