import { fileName } from '../common/names';
import { fullName, namesOf } from '../common/runNames';
import type { RunStore } from '../engine/storage/runs/runStore';
import { commandWords } from '../export/commandLine/commandLine';
import { quoted } from '../export/commandLine/quote';
import type { ExportedRun } from '../export/exportedRun';
import { eventFile, eventFileName } from '../export/tensorBoard/eventFile';
import type { ExportedFile } from '../protocol/storage';
import { shell, textFile } from './textFile';

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
    text: await textFile(text, folder),
    ...(validationText && { validation: await textFile(validationText, folder) }),
  };
  return quoted(commandWords(run, files), shell);
}
