import * as vscode from 'vscode';
import { pageOf, webviewOptions } from '../core/webviewPage';
import { Owner } from '../disposableOwner';
import { nameOf } from '../uris';
import { ModelFilePage, type ModelFilePagePorts } from './modelFilePage';

/**
 * The ids of the editors in package.json. VS Code opens files with the first one unless the user chooses another
 * editor; their endings belong to model files. The second one is only offered: other programs use its endings too.
 */
const viewTypes = ['elman.modelFile', 'elman.possibleModelFile'] as const;
export const [modelFileEditor] = viewTypes;

/** A file in an editor. The worker reads it, so the document contains only its address. */
class ModelFileDocument implements vscode.CustomDocument {
  constructor(readonly uri: vscode.Uri) {}

  dispose(): void {}
}

/** The read-only editors of model files. */
export class ModelFileEditors
  extends Owner
  implements vscode.CustomReadonlyEditorProvider<ModelFileDocument>
{
  constructor(
    private readonly extension: vscode.Uri,
    private readonly ports: ModelFilePagePorts,
  ) {
    super();
    for (const type of viewTypes) this.own(vscode.window.registerCustomEditorProvider(type, this));
  }

  openCustomDocument(uri: vscode.Uri): ModelFileDocument {
    return new ModelFileDocument(uri);
  }

  resolveCustomEditor({ uri }: ModelFileDocument, panel: vscode.WebviewPanel): void {
    const { webview } = panel;
    const page = new ModelFilePage(webview, uri, nameOf(uri), this.ports);
    panel.onDidDispose(() => page.dispose());
    webview.options = webviewOptions(this.extension);
    webview.html = pageOf(webview, this.extension, { bundle: 'modelFiles', place: 'panel' });
  }
}
