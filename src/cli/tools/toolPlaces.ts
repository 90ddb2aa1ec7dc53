import { access, lstat, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ToolError } from '../../tools/toolError';
import { isInsideFolders } from '../readableFolders';

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
  if (!(await exists(path)))
    throw new ToolError(`"${name}" was not found. Paths are relative to the workspace.`);
  if (await isInsideFolders([root, runs], path)) return path;
  throw new ToolError(`"${name}" is outside the workspace. Tools read only files inside it.`);
}

/**
 * Returns the operand for a model that a tool's input names: the path of a file inside the folders, or the id of
 * a run or model. Throws a ToolError for anything else.
 */
export async function modelInside(places: ToolPlaces, name: string): Promise<string> {
  const isPath = await exists(resolve(places.root, name));
  if (isPath || !ID.test(name)) {
    const path = await fileInside(places, name);
    await checkLinks(places, path);
    return path;
  }
  await checkLinks(places, join(places.runs, name));
  return name;
}

/** Throws a ToolError if a file in the folder of a run or model is a link that leads out of the folders. */
async function checkLinks({ root, runs }: ToolPlaces, folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  for (const path of [folder, ...names.map(name => join(folder, name))]) {
    const isLink = await lstat(path).then(
      found => found.isSymbolicLink(),
      () => false,
    );
    if (isLink && !(await isInsideFolders([root, runs], path)))
      throw new ToolError(`"${path}" is outside the workspace. Tools read only files inside it.`);
  }
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
