import * as vscode from 'vscode';
import type { ModelFileAction } from '../../protocol/modelFilePage';
import { UserError } from '../../protocol/userError';
import { commandId } from '../commandId';
import type { Services } from '../core/services';
import type { ModelPicker } from '../reading/modelPicker';
import type { CompareCommand } from '../reading/report/compareCommand';
import { compareFile } from './compareFile';
import { ModelFileEditors, modelFileEditor } from './modelFileEditors';
import { ModelFilesWorker } from './modelFilesWorker';

export interface ModelFilePorts {
  readonly modelPicker: ModelPicker;
  readonly comparing: CompareCommand;
}

/** Adds the read-only editors of model files. In Restricted Mode, they only show a file. */
export function addModelFiles(services: Services, { modelPicker, comparing }: ModelFilePorts) {
  const worker = new ModelFilesWorker(services.workers);
  const actions: Readonly<Record<ModelFileAction, (uri: vscode.Uri) => Promise<unknown>>> = {
    use: uri => modelPicker.openFile(uri),
    compare: uri => compareFile(services, comparing, uri),
    vectors: async uri => vscode.commands.executeCommand(commandId('openVectorsFile'), uri),
    text: async uri => vscode.commands.executeCommand('vscode.openWith', uri, 'default'),
  };
  const act = async (action: ModelFileAction, uri: vscode.Uri, isTrusted = vscode.workspace.isTrusted) => {
    if (!isTrusted && action !== 'text') {
      throw new UserError(
        'In Restricted Mode, a model file can only be looked at. Trust the workspace to use it.',
      );
    }
    await actions[action](uri);
  };
  const editors = new ModelFileEditors(services.context.extensionUri, {
    ...{ worker, act, report: services.report },
    isTrusted: () => vscode.workspace.isTrusted,
  });
  services.own(worker, editors);
  services.command('showModelFile', async (clicked?: unknown) => {
    const uri = clicked instanceof vscode.Uri ? clicked : await askForFile();
    if (uri) await vscode.commands.executeCommand('vscode.openWith', uri, modelFileEditor);
  });
  return { worker, act };
}

async function askForFile(): Promise<vscode.Uri | undefined> {
  const title = vscode.l10n.t('Show Model File');
  return (await vscode.window.showOpenDialog({ title, canSelectMany: false }))?.[0];
}
