import * as vscode from 'vscode';

/** The sample text of the extension: Japanese if VS Code is in Japanese, otherwise English. */
export class SampleText {
  readonly uri: vscode.Uri;

  constructor(extension: vscode.Uri) {
    const name = vscode.env.language.startsWith('ja') ? 'japanese.txt' : 'english.txt';
    this.uri = vscode.Uri.joinPath(extension, 'media', 'samples', name);
  }

  /** Opens the text as read-only, so that it is not changed by accident. */
  async open(): Promise<vscode.TextEditor> {
    const shown = vscode.window.visibleTextEditors.find(({ document }) => this.isIn(document));
    const viewColumn = shown?.viewColumn ?? vscode.ViewColumn.Active;
    const editor = await vscode.window.showTextDocument(this.uri, { viewColumn, preview: false });
    await vscode.commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
    return editor;
  }

  /** Selects a sentence in the middle of the text and shows the hover with its score. */
  async read(): Promise<void> {
    const editor = await this.open();
    const range = sentenceIn(editor.document);
    editor.selection = new vscode.Selection(range.start, range.end);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenter);
    await vscode.commands.executeCommand('editor.action.showHover');
  }

  private isIn(document: vscode.TextDocument): boolean {
    return document.uri.toString() === this.uri.toString();
  }
}

/** Finds the first sentence of suitable length after the middle of the text. */
function sentenceIn(document: vscode.TextDocument): vscode.Range {
  const text = document.getText();
  const from = text.indexOf('\n', text.length >> 1) + 1;
  const found = /[^\s。.「」][^。.\n「」]{20,60}[。.]/.exec(text.slice(from));
  const start = from + (found?.index ?? 0);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + (found?.[0].length ?? 40)));
}
