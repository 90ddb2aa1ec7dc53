import type { Services } from '../core/services';
import type { TreeEntry } from '../models/runAndModelTree';
import type { RunPicker } from '../runs/commands/pickRun';
import { ExportCommands } from './exportCommands';
import { RunExports } from './runExports';

export function addExport(services: Services, picker: RunPicker): RunExports {
  const exports = new RunExports(services.storage);
  const exporting = new ExportCommands(exports, picker, services.messages);
  services.command('exportCsv', (it?: TreeEntry, all?: unknown) => exporting.csv(it, all));
  services.command('exportTensorBoard', (it?: TreeEntry, all?: unknown) => exporting.tensorBoard(it, all));
  services.command('saveReport', (it?: TreeEntry, all?: unknown) => exporting.report(it, all));
  services.command('copyCommandLine', (it?: TreeEntry, all?: unknown) => exporting.copyCommandLine(it, all));
  return exports;
}
