import * as vscode from 'vscode';

/** A text that comes with the extension, in the language of VS Code, as far as there is one. */
export class SampleText {
  readonly uri: vscode.Uri;

  constructor(extension: vscode.Uri) {
    const name = vscode.env.language.startsWith('ja') ? 'japanese.txt' : 'english.txt';
    this.uri = vscode.Uri.joinPath(extension, 'media', 'samples', name);
  }

  /** Only to read, so that it stays as it is. */
  async open(): Promise<vscode.TextEditor> {
    const shown = vscode.window.visibleTextEditors.find(({ document }) => this.isIn(document));
    const viewColumn = shown?.viewColumn ?? vscode.ViewColumn.Active;
    const editor = await vscode.window.showTextDocument(this.uri, { viewColumn, preview: false });
    await vscode.commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
    return editor;
  }

  /** Selects a sentence from the middle of the text, and brings up what the model makes of it. */
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

/** The first sentence of some length after the text's middle. */
function sentenceIn(document: vscode.TextDocument): vscode.Range {
  const text = document.getText();
  const from = text.indexOf('\n', text.length >> 1) + 1;
  const found = /[^\s。.「」][^。.\n「」]{20,60}[。.]/.exec(text.slice(from));
  const start = from + (found?.index ?? 0);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + (found?.[0].length ?? 40)));
}
