import * as v from 'valibot';
import * as vscode from 'vscode';
import type { AttractorText } from '../../protocol/attractors';
import type { Services } from '../core/services';
import { pageOf, webviewOptions } from '../core/webviewPage';
import { Owner } from '../disposableOwner';
import { AttractorPage, textSchema } from './attractorPage';

const panelType = 'elman.attractorsPanel';

/** The state that a page stores. VS Code passes it on when it restores the page after a reload. */
const stateSchema = v.object({ text: textSchema });

/** The pages with attractor networks. Each command opens a new one, with the lines as they are then. */
export class AttractorPanels extends Owner implements vscode.WebviewPanelSerializer {
  private readonly pages = new Set<AttractorPage>();

  constructor(
    private readonly extension: vscode.Uri,
    private readonly services: Pick<Services, 'workers' | 'report'>,
  ) {
    super();
    this.own(vscode.window.registerWebviewPanelSerializer(panelType, this));
  }

  override dispose(): void {
    super.dispose();
    for (const page of this.pages) page.dispose();
  }

  show(text: AttractorText): void {
    const title = vscode.l10n.t('Attractor Network');
    const options = webviewOptions(this.extension);
    this.keep(vscode.window.createWebviewPanel(panelType, title, vscode.ViewColumn.Active, options), text);
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const read = v.safeParse(stateSchema, state);
    if (read.success) this.keep(panel, read.output.text);
    else panel.dispose();
  }

  private keep(panel: vscode.WebviewPanel, text: AttractorText): void {
    const page = new AttractorPage(panel.webview, text, this.services);
    this.pages.add(page);
    panel.iconPath = vscode.Uri.joinPath(this.extension, 'media', 'elman-panel.svg');
    panel.onDidDispose(() => {
      page.dispose();
      this.pages.delete(page);
    });
    panel.webview.options = webviewOptions(this.extension);
    panel.webview.html = pageOf(panel.webview, this.extension, { bundle: 'attractors', place: 'panel' });
  }
}
