import { access, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileName } from '../common/names';
import { fullName, namesOf } from '../common/runNames';
import { textFingerprint } from '../engine/storage/digest';
import { textPath } from '../engine/storage/paths';
import type { RunStore } from '../engine/storage/runs/runStore';
import { commandWords } from '../export/commandLine/commandLine';
import { quoted } from '../export/commandLine/quote';
import type { ExportedRun } from '../export/exportedRun';
import { eventFile, eventFileName } from '../export/tensorBoard/eventFile';
import type { RunText } from '../protocol/run';
import type { ExportedFile } from '../protocol/storage';
import { piecesOfFile } from './inputFile';
import { newHash } from './ports';

/**
 * Reads the runs with their names and full history, in the order of `ids`. Throws a UserError if one of the
 * runs does not exist.
 */
export async function readRuns(store: RunStore, ids: readonly string[]): Promise<ExportedRun[]> {
  const names = namesOf(await store.records.list());
  const runs: ExportedRun[] = [];
  for (const id of ids) {
    const record = { ...(await store.records.read(id)), shown: names.get(id) };
    runs.push({ record, history: await store.history(id) });
  }
  return runs;
}

/**
 * Returns one TensorBoard event file per run, in a folder named after the run. Two runs may get the same
 * folder here: when the files are written, `ownFolder` gives each run a folder of its own.
 */
export function eventFiles(runs: readonly ExportedRun[]): ExportedFile[] {
  return runs.map(run => ({
    path: `${fileName(fullName(run.record), 'run')}/${eventFileName(run.record)}`,
    bytes: eventFile(run),
  }));
}

/**
 * Returns the command line that reproduces a run with the program `elman`, quoted for this machine's shell.
 * `folder` is the folder of all runs.
 */
export async function commandLineOf(run: ExportedRun, folder: string): Promise<string> {
  const { text, validationText } = run.record;
  const files = {
    text: await fileWith(text, folder),
    ...(validationText && { validation: await fileWith(validationText, folder) }),
  };
  return quoted(commandWords(run, files), process.platform === 'win32' ? 'windows' : 'posix');
}

/**
 * Returns the path of a run's original text file if its content is unchanged, otherwise the path of the run's
 * own copy, or the name of the text if there is no copy, as of an imported run.
 */
async function fileWith(text: RunText, folder: string): Promise<string> {
  const copy = join(resolve(folder), textPath(text));
  const own = await access(copy).then(
    () => copy,
    () => text.name,
  );
  if (!text.uri.startsWith('file:')) return own;
  try {
    const origin = fileURLToPath(text.uri);
    // Reads only a regular file. Reading a pipe might never end.
    const isFile = (await stat(origin)).isFile();
    const isSame = isFile && textFingerprint(() => piecesOfFile(origin), newHash) === text.fingerprint;
    return isSame ? origin : own;
  } catch {
    return own;
  }
}
