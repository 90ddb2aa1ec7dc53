import * as vscode from 'vscode';
import { ReaderWorker } from '../core/readerWorker';
import type { Services } from '../core/services';
import type { TreeEntry } from '../models/runAndModelTree';
import type { RunPicker } from '../runs/commands/pickRun';
import { ClassFolder } from './classFolder';
import { ExportCommands } from './exportCommands';
import { NetworkExportCommands } from './networkExportCommands';
import { NetworkExports } from './networkExports';
import { RunExports } from './runExports';
import { RunImports } from './runImports';

export function addExport(services: Services, picker: RunPicker, openPanel: () => void) {
  const exports = new RunExports(services.storage);
  const exporting = new ExportCommands(exports, picker, services.messages);
  services.command('exportCsv', (it?: TreeEntry, all?: unknown) => exporting.csv(it, all));
  services.command('exportTensorBoard', (it?: TreeEntry, all?: unknown) => exporting.tensorBoard(it, all));
  services.command('saveReport', (it?: TreeEntry, all?: unknown) => exporting.report(it, all));
  services.command('exportRun', (it?: TreeEntry) => exporting.runFile(it));
  services.command('copyCommandLine', (it?: TreeEntry, all?: unknown) => exporting.copyCommandLine(it, all));
  const networkExports = addNetworkExport(services, picker);
  const imports = new RunImports(services, openPanel);
  services.command('importRun', (clicked?: unknown, all?: unknown) => imports.run(clicked, all));
  services.command('compareWithFile', (id?: string, file?: vscode.Uri) => imports.compare(picker, id, file));
  const classFolder = new ClassFolder(services);
  services.command('openClassFolder', (clicked?: unknown) => classFolder.run(clicked));
  return { exports, networkExports };
}

/** Networks are exported in a reader thread of their own, so that a large one does not delay the hover. It starts with the first export. */
function addNetworkExport(services: Services, picker: RunPicker): NetworkExports {
  const { workers, sources, activeModel, messages } = services;
  const worker = new ReaderWorker(workers, sources);
  services.own(
    worker,
    vscode.workspace.onDidChangeConfiguration(change => {
      if (change.affectsConfiguration('elman.runs.folder')) worker.replace();
    }),
  );
  const exports = new NetworkExports(worker, activeModel);
  const commands = new NetworkExportCommands(exports, picker, activeModel, messages);
  services.command('exportOnnx', (it?: unknown) => commands.onnx(it));
  services.command('exportPytorch', (it?: unknown) => commands.pytorch(it));
  return exports;
}
