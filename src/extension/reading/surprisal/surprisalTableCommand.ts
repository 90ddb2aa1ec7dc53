import * as vscode from 'vscode';
import type { TableRows } from '../../../protocol/surprisalPage';
import { noModel } from '../../core/activeModel';
import { pageOf, webviewOptions } from '../../core/webviewPage';
import { Owner } from '../../disposableOwner';
import { selectedRanges } from '../report/selectedRanges';
import { hasItems } from './pickRows';
import { TablePage, type TablePorts } from './tablePage';

/**
 * Implements "Show Surprisal Table", which opens a page with the surprisal of every token of the selection or
 * the document.
 */
export class SurprisalTableCommand extends Owner {
  private readonly opened = this.own(new vscode.EventEmitter<TablePage>());
  readonly onDidOpen: vscode.Event<TablePage> = this.opened.event;

  constructor(
    private readonly extension: vscode.Uri,
    private readonly ports: Omit<TablePorts, 'exportTable'> & {
      readonly load: () => Promise<unknown>;
      readonly exportTable: (
        text: ReturnType<typeof selectedRanges>,
        ...how: Parameters<TablePorts['exportTable']>
      ) => Promise<void>;
    },
  ) {
    super();
  }

  /** Opens the page with the table. Throws a UserError if no editor is open or there is no model. */
  async run(): Promise<TablePage> {
    const text = selectedRanges();
    await this.ports.load();
    const { choice } = this.ports.activeModel;
    if (!choice) throw noModel();
    const rows: TableRows = { rows: hasItems(text.document) ? 'region' : 'token', perLine: false };
    const panel = vscode.window.createWebviewPanel(
      'elman.surprisalTable',
      vscode.l10n.t('Surprisal of {0}', text.name),
      vscode.ViewColumn.Beside,
      // Keeps the page while it is hidden, because reading the text again would take time.
      { ...webviewOptions(this.extension), retainContextWhenHidden: true },
    );
    panel.iconPath = vscode.Uri.joinPath(this.extension, 'media', 'elman-panel.svg');
    const page = new TablePage(panel.webview, text, rows, [choice], {
      ...this.ports,
      exportTable: (...how) => this.ports.exportTable(text, ...how),
    });
    panel.onDidDispose(() => page.dispose());
    panel.webview.html = pageOf(panel.webview, this.extension, { bundle: 'surprisal', place: 'panel' });
    this.opened.fire(page);
    return page;
  }
}
