import * as vscode from 'vscode';
import { Owner } from '../disposableOwner';

const scheme = 'elman-report';

/** Shows texts made by the extension, such as reports and samples, as read-only documents. */
export class ReportDocuments extends Owner implements vscode.TextDocumentContentProvider {
  private readonly texts = new Map<string, string>();
  private made = 0;

  constructor() {
    super();
    this.own(vscode.workspace.registerTextDocumentContentProvider(scheme, this));
    this.own(vscode.workspace.onDidCloseTextDocument(({ uri }) => this.texts.delete(uri.toString())));
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return (
      this.texts.get(uri.toString()) ??
      vscode.l10n.t('This report is no longer available. Run the command again.')
    );
  }

  async show(title: string, text: string): Promise<void> {
    const document = await this.open(title, text);
    await vscode.window.showTextDocument(document, { preview: true, viewColumn: vscode.ViewColumn.Beside });
  }

  /** Opens a document without showing it. */
  async open(title: string, text: string): Promise<vscode.TextDocument> {
    // The counter distinguishes the URIs of texts with the same title. A slash in the title is replaced,
    // because it would look like a folder.
    const path = `/${title.replaceAll('/', '∕')}`;
    const uri = vscode.Uri.from({ scheme, path, query: String(++this.made) });
    this.texts.set(uri.toString(), text);
    return vscode.workspace.openTextDocument(uri);
  }
}
