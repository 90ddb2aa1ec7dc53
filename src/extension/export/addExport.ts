import type * as vscode from 'vscode';
import type { Services } from '../core/services';
import type { TreeEntry } from '../models/runAndModelTree';
import type { RunPicker } from '../runs/commands/pickRun';
import { ClassFolder } from './classFolder';
import { ExportCommands } from './exportCommands';
import { RunExports } from './runExports';
import { RunImports } from './runImports';

export function addExport(services: Services, picker: RunPicker, openPanel: () => void): RunExports {
  const exports = new RunExports(services.storage);
  const exporting = new ExportCommands(exports, picker, services.messages);
  services.command('exportCsv', (it?: TreeEntry, all?: unknown) => exporting.csv(it, all));
  services.command('exportTensorBoard', (it?: TreeEntry, all?: unknown) => exporting.tensorBoard(it, all));
  services.command('saveReport', (it?: TreeEntry, all?: unknown) => exporting.report(it, all));
  services.command('exportRun', (it?: TreeEntry) => exporting.runFile(it));
  services.command('copyCommandLine', (it?: TreeEntry, all?: unknown) => exporting.copyCommandLine(it, all));
  const imports = new RunImports(services, openPanel);
  services.command('importRun', (clicked?: unknown, all?: unknown) => imports.run(clicked, all));
  services.command('compareWithFile', (id?: string, file?: vscode.Uri) => imports.compare(picker, id, file));
  const classFolder = new ClassFolder(services);
  services.command('openClassFolder', (clicked?: unknown) => classFolder.run(clicked));
  return exports;
}
