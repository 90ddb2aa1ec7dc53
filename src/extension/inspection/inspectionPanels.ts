import * as vscode from 'vscode';
import type { ModelChoice } from '../core/activeModel';
import type { RunManager } from '../core/runManager';
import { pageOf, webviewOptions } from '../core/webviewPage';
import { DisposableMap } from '../disposableMap';
import { Owner } from '../disposableOwner';
import { InspectionPage, type InspectionPorts } from './inspectionPage';

/** Minimum milliseconds between two updates of a page while its network trains. */
const INTERVAL = 2000;

/** The open pages, one per network. */
export class InspectionPanels extends Owner {
  private readonly panels = this.own(new DisposableMap<string, vscode.WebviewPanel>());

  constructor(
    private readonly extension: vscode.Uri,
    private readonly ports: InspectionPorts & { readonly runManager: RunManager },
  ) {
    super();
  }

  /** Shows the page of a network beside the text. */
  show(choice: ModelChoice): void {
    const key = JSON.stringify(choice);
    const open = this.panels.get(key);
    if (open) {
      open.reveal(undefined, true);
      return;
    }
    const { name } = this.ports.activeModel.named(choice);
    const panel = vscode.window.createWebviewPanel(
      'elman.inspectionPanel',
      vscode.l10n.t('Inside {0}', name),
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      // Keeps the page while it is hidden, because reading the text again would take time.
      { ...webviewOptions(this.extension), retainContextWhenHidden: true },
    );
    panel.iconPath = vscode.Uri.joinPath(this.extension, 'media', 'elman-panel.svg');
    const page = new InspectionPage(panel.webview, choice, this.ports);
    let updated = 0;
    const listening = this.ports.runManager.onDidChange(record => {
      if (!record || choice.kind !== 'run' || record.id !== choice.id) return;
      if (record.state === 'running' && Date.now() - updated < INTERVAL) return;
      updated = Date.now();
      page.update();
    });
    this.panels.set(key, panel);
    panel.onDidDispose(() => {
      listening.dispose();
      page.dispose();
      if (this.panels.get(key) === panel) this.panels.delete(key);
    });
    panel.webview.html = pageOf(panel.webview, this.extension, { bundle: 'inspection', place: 'panel' });
  }
}
