import * as vscode from 'vscode';
import type { Foldable } from '../../protocol/dashboard';
import { readMessage } from '../core/pageMessage';
import { pageOf, webviewOptions } from '../core/webviewPage';
import { DisposableMap } from '../disposableMap';
import { Owner } from '../disposableOwner';
import { type DashboardPorts, PageSession } from './pageSession';

const panelType = 'elman.dashboardPanel';

/** Shows the dashboard as a view in the side bar and as an editor panel. Both load the same page. */
export class Dashboards extends Owner implements vscode.WebviewViewProvider, vscode.WebviewPanelSerializer {
  private view: vscode.WebviewView | undefined;
  private panel: vscode.WebviewPanel | undefined;
  /** The part that the panel's page opens when it loads next. */
  private unfolded: Foldable | undefined;
  private readonly sessions = this.own(new DisposableMap<vscode.Webview, PageSession>());

  constructor(
    private readonly extension: vscode.Uri,
    private readonly ports: DashboardPorts,
  ) {
    super();
    this.own(vscode.window.registerWebviewViewProvider('elman.dashboard', this));
    this.own(vscode.window.registerWebviewPanelSerializer(panelType, this));
  }

  /**
   * Shows a dashboard without taking the focus, unless a dashboard is visible. Does not show a panel that is
   * hidden in the active group, because the panel would cover the text or the walkthrough in that group.
   * Shows the view in the side bar instead.
   */
  async reveal(): Promise<void> {
    if (this.panel?.visible || this.view?.visible) return;
    const active = vscode.window.tabGroups.activeTabGroup.viewColumn;
    if (this.panel && this.panel.viewColumn !== active) this.panel.reveal(undefined, true);
    else if (this.view) this.view.show(true);
    else await vscode.commands.executeCommand('elman.dashboard.focus', { preserveFocus: true });
  }

  openPanel(): void {
    if (this.panel) this.panel.reveal();
    else this.createPanel({ viewColumn: vscode.ViewColumn.Active });
  }

  /**
   * Opens the panel in the active group, or moves it there from another group. `ViewColumn.Active` would not
   * move an open panel. With `part`, opens this part of its page.
   */
  openPanelHere(part?: Foldable): void {
    const { viewColumn } = vscode.window.tabGroups.activeTabGroup;
    const stays = this.panel?.visible && this.panel.viewColumn === viewColumn;
    const session = stays && this.panel ? this.sessions.get(this.panel.webview) : undefined;
    // A panel that is created, moved or revealed loads its page again.
    if (!session) this.unfolded = part;
    else if (part) session.unfold(part);
    if (this.panel) this.panel.reveal(viewColumn);
    else this.createPanel({ viewColumn });
  }

  /** Opens the panel beside the active editor, which keeps the focus. */
  openPanelBeside(): void {
    if (this.panel) this.panel.reveal(undefined, true);
    else this.createPanel({ viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    // Reads the webview now, because the property cannot be read after the view was disposed.
    const { webview } = view;
    this.view = view;
    view.onDidChangeVisibility(() => view.visible || this.sessions.delete(webview));
    view.onDidDispose(() => {
      this.sessions.delete(webview);
      if (this.view === view) this.view = undefined;
    });
    this.load(webview, 'view');
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    this.keep(panel);
  }

  override dispose(): void {
    super.dispose();
    this.panel?.dispose();
  }

  private createPanel(place: {
    readonly viewColumn: vscode.ViewColumn;
    readonly preserveFocus?: boolean;
  }): void {
    this.keep(vscode.window.createWebviewPanel(panelType, title(), place, webviewOptions(this.extension)));
  }

  private keep(panel: vscode.WebviewPanel): void {
    // Reads the webview now, because the property cannot be read after the panel was disposed.
    const { webview } = panel;
    this.panel = panel;
    panel.iconPath = vscode.Uri.joinPath(this.extension, 'media', 'elman-panel.svg');
    panel.onDidChangeViewState(() => panel.visible || this.sessions.delete(webview));
    panel.onDidDispose(() => {
      this.sessions.delete(webview);
      if (this.panel === panel) this.panel = undefined;
    });
    this.load(webview, 'panel');
  }

  private load(webview: vscode.Webview, place: 'view' | 'panel'): void {
    webview.options = webviewOptions(this.extension);
    webview.onDidReceiveMessage(message => this.receive(webview, message));
    webview.html = pageOf(webview, this.extension, { bundle: 'webview', place });
  }

  /** Returns the part that a page opens now that it loads, and forgets it. */
  private takeUnfolded(webview: vscode.Webview): Foldable | undefined {
    if (webview !== this.panel?.webview) return undefined;
    const part = this.unfolded;
    this.unfolded = undefined;
    return part;
  }

  /**
   * Handles a message from a page. A page sends `ready` each time it loads, also when it loads again after it
   * was hidden or moved. Each `ready` starts a new session.
   */
  private receive(webview: vscode.Webview, received: unknown): void {
    const message = readMessage(received);
    if (!message) return;
    if (message.kind === 'request' && message.method === 'ready') {
      this.sessions.delete(webview);
      this.sessions.set(webview, new PageSession(webview, this.ports, this.takeUnfolded(webview)));
    }
    this.sessions.get(webview)?.receive(message);
  }
}

const title = () => vscode.l10n.t('Elman Dashboard');
