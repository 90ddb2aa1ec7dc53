import * as vscode from 'vscode';
import { pageOf, webviewOptions } from '../core/webviewPage';
import { DisposableMap } from '../disposableMap';
import { Owner } from '../disposableOwner';
import { nameOf } from '../uris';
import { ResultsPage, type ResultsPorts } from './resultsPage';

const panelType = 'elman.experimentPanel';

/**
 * The pages with the results of experiments, at most one per experiment's file. VS Code restores the pages
 * after a reload.
 */
export class ResultsPanels extends Owner implements vscode.WebviewPanelSerializer {
  private readonly panels = this.own(new DisposableMap<string, vscode.WebviewPanel>());
  private readonly opened = this.own(new vscode.EventEmitter<ResultsPage>());
  readonly onDidOpen: vscode.Event<ResultsPage> = this.opened.event;

  constructor(
    private readonly extension: vscode.Uri,
    private readonly ports: ResultsPorts,
  ) {
    super();
    this.own(vscode.window.registerWebviewPanelSerializer(panelType, this));
  }

  /** Shows the results of an experiment beside the experiment's file, which keeps the focus. */
  show(file: vscode.Uri): void {
    const panel = this.panels.get(file.toString());
    if (panel) {
      panel.reveal(undefined, true);
      return;
    }
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const title = vscode.l10n.t('Results of {0}', nameOf(file));
    this.keep(
      vscode.window.createWebviewPanel(panelType, title, place, webviewOptions(this.extension)),
      file,
    );
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const file = fileIn(state);
    if (file === undefined) panel.dispose();
    else this.keep(panel, vscode.Uri.parse(file));
  }

  private keep(panel: vscode.WebviewPanel, file: vscode.Uri): void {
    const key = file.toString();
    const page = new ResultsPage(panel, file, this.ports);
    this.panels.set(key, panel);
    panel.iconPath = vscode.Uri.joinPath(this.extension, 'media', 'elman-panel.svg');
    panel.onDidDispose(() => {
      page.dispose();
      if (this.panels.get(key) === panel) this.panels.delete(key);
    });
    panel.webview.options = webviewOptions(this.extension);
    panel.webview.html = pageOf(panel.webview, this.extension, { bundle: 'experiment', place: 'panel' });
    this.opened.fire(page);
  }
}

/** Returns the URI of the experiment's file that a page has stored. Undefined if it has stored none. */
function fileIn(state: unknown): string | undefined {
  const isStored = typeof state === 'object' && state !== null && 'file' in state;
  return isStored && typeof state.file === 'string' ? state.file : undefined;
}
