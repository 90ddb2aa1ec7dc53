import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint } from '../engine/storage/digest';
import { textPath } from '../engine/storage/paths';
import type { RunStore } from '../engine/storage/runs/runStore';
import { commandWords } from '../export/commandLine/commandLine';
import { quoted } from '../export/commandLine/quote';
import type { ExportedRun } from '../export/exportedRun';
import { eventFile, eventFileName } from '../export/tensorBoard/eventFile';
import { fileName } from '../protocol/names';
import type { RunText } from '../protocol/run';
import type { ExportedFile } from '../protocol/storage';
import { readRegularFile } from './inputFile';

/** The runs with all that was recorded of them, in the order of their ids. Throws a UserError where one is gone. */
export async function readRuns(store: RunStore, ids: readonly string[]): Promise<ExportedRun[]> {
  const runs: ExportedRun[] = [];
  for (const id of ids) runs.push({ record: await store.read(id), history: await store.history(id) });
  return runs;
}

/** An event file for each run, in a folder of the run's name; `ownFolder` finds one that no other run has. */
export function eventFiles(runs: readonly ExportedRun[]): ExportedFile[] {
  return runs.map(run => ({
    path: `${fileName(run.record.name, 'run')}/${eventFileName(run.record)}`,
    bytes: eventFile(run),
  }));
}

/** The line that makes a run again with the program `elman`, in this machine's shell. `folder`: of all runs. */
export async function commandLineOf(run: ExportedRun, folder: string): Promise<string> {
  const { text, validationText } = run.record;
  const files = {
    text: await fileWith(text, folder),
    ...(validationText && { validation: await fileWith(validationText, folder) }),
  };
  return quoted(commandWords(run, files), process.platform === 'win32' ? 'windows' : 'posix');
}

/** Where the text came from, if it is still there as it was; else the run's own copy. */
async function fileWith(text: RunText, folder: string): Promise<string> {
  const own = join(resolve(folder), textPath(text));
  if (!text.uri.startsWith('file:')) return own;
  try {
    const origin = fileURLToPath(text.uri);
    return fingerprint(await readRegularFile(origin)) === text.fingerprint ? origin : own;
  } catch {
    return own;
  }
}
