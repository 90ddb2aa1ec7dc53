import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, sep } from 'node:path';
import { ToolError } from '../tools/toolError';

/**
 * Environment variable with a JSON list of folders. If it is set, model files are opened only inside these folders.
 * `elman mcp` sets it, because a mixture can name files anywhere.
 */
export const READABLE = 'ELMAN_READABLE_FOLDERS';

/** Throws a ToolError if a model file must not be opened, because it is outside the readable folders. */
export async function checkReadable(file: string): Promise<void> {
  const folders = process.env[READABLE];
  if (folders === undefined || (await isInsideFolders(JSON.parse(folders), file))) return;
  throw new ToolError(`"${file}" cannot be opened here: it is outside the workspace.`);
}

/** Returns whether a file that exists is inside one of the folders, also after its symbolic links were followed. */
export async function isInsideFolders(folders: readonly string[], file: string): Promise<boolean> {
  const real = await realpath(file).catch(() => undefined);
  if (real === undefined) return false;
  const roots = await Promise.all(folders.map(folder => realpath(folder).catch(() => undefined)));
  return roots.some(root => root !== undefined && isInside(root, real));
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
