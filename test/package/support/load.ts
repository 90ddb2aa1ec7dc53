import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

export type Engine = typeof import('../../../src/package/engine');
export const MODULE = 'dist/engine.mjs';

/** The built module, as someone else would import it. */
export async function loadEngine(): Promise<Engine> {
  return import(pathToFileURL(resolve(MODULE)).href);
}
