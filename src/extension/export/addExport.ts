import type { Lab } from '../lab/lab';
import type { TreeEntry } from '../models/shelfTree';
import type { RunPicker } from '../runs/commands/pickRun';
import { ExportCommands } from './exportCommands';
import { RunExports } from './runExports';

export function addExport(lab: Lab, picker: RunPicker): RunExports {
  const exports = new RunExports(lab.library);
  const exporting = new ExportCommands(exports, picker, lab.messages);
  lab.command('exportCsv', (it?: TreeEntry, all?: unknown) => exporting.csv(it, all));
  lab.command('exportTensorBoard', (it?: TreeEntry, all?: unknown) => exporting.tensorBoard(it, all));
  lab.command('saveReport', (it?: TreeEntry, all?: unknown) => exporting.report(it, all));
  lab.command('copyCommandLine', (it?: TreeEntry, all?: unknown) => exporting.copyCommandLine(it, all));
  return exports;
}
