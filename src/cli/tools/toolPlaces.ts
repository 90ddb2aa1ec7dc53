import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { ToolError } from '../../tools/toolError';

/** The folders that tools may read: the workspace and the folder of the runs. Tools write only to the second. */
export interface ToolPlaces {
  readonly root: string;
  readonly runs: string;
}

/** Matches the id of a run or of a stored model. */
const ID = /^[A-Za-z0-9][\w.-]*$/;

/**
 * Returns the path of a file that a tool's input names, relative to the workspace. Throws a ToolError if there
 * is no such file, or if the file is outside the folders, also by a symbolic link.
 */
export async function fileInside({ root, runs }: ToolPlaces, name: string): Promise<string> {
  const path = resolve(root, name);
  const real = await realpath(path).catch(() => undefined);
  if (real === undefined)
    throw new ToolError(`"${name}" was not found. Paths are relative to the workspace.`);
  const folders = await Promise.all([root, runs].map(folder => realpath(folder).catch(() => undefined)));
  if (folders.some(folder => folder !== undefined && isInside(folder, real))) return path;
  throw new ToolError(`"${name}" is outside the workspace. Tools read only files inside it.`);
}

/**
 * Returns the operand for a model that a tool's input names: the path of a file inside the folders, or the id of
 * a run or model. Throws a ToolError for anything else.
 */
export async function modelInside(places: ToolPlaces, name: string): Promise<string> {
  const isFile = (await realpath(resolve(places.root, name)).catch(() => undefined)) !== undefined;
  if (!isFile && ID.test(name)) return name;
  return fileInside(places, name);
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
