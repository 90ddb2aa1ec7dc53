import * as v from 'valibot';
import * as vscode from 'vscode';
import { pageOf, webviewOptions } from '../core/webviewPage';
import { DisposableMap } from '../disposableMap';
import { Owner } from '../disposableOwner';
import { KindsPage, type KindsPagePorts } from './kindsPage';

const panelType = 'elman.kindsPanel';

/** The state that a page stores. VS Code passes it on when it restores the page after a reload. */
const stateSchema = v.object({ id: v.string() });

/** The pages with comparisons of kinds of models, at most one for each comparison. */
export class KindsPanels extends Owner implements vscode.WebviewPanelSerializer {
  private readonly panels = this.own(new DisposableMap<string, vscode.WebviewPanel>());

  constructor(
    private readonly extension: vscode.Uri,
    private readonly ports: KindsPagePorts,
  ) {
    super();
    this.own(vscode.window.registerWebviewPanelSerializer(panelType, this));
  }

  show(id: string): void {
    const panel = this.panels.get(id);
    if (panel) {
      panel.reveal();
      return;
    }
    const title = vscode.l10n.t('Kinds of Models');
    const options = webviewOptions(this.extension);
    this.keep(vscode.window.createWebviewPanel(panelType, title, vscode.ViewColumn.Active, options), id);
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const read = v.safeParse(stateSchema, state);
    if (read.success) this.keep(panel, read.output.id);
    else panel.dispose();
  }

  private keep(panel: vscode.WebviewPanel, id: string): void {
    const page = new KindsPage(panel.webview, id, this.ports);
    this.panels.set(id, panel);
    panel.iconPath = vscode.Uri.joinPath(this.extension, 'media', 'elman-panel.svg');
    panel.onDidDispose(() => {
      page.dispose();
      if (this.panels.get(id) === panel) this.panels.delete(id);
    });
    panel.webview.options = webviewOptions(this.extension);
    panel.webview.html = pageOf(panel.webview, this.extension, { bundle: 'kinds', place: 'panel' });
  }
}
