import * as vscode from 'vscode';

/** Returns the name of the sample text. It is in Japanese if VS Code is in Japanese, otherwise in English. */
const inTheLanguage = () => (vscode.env.language.startsWith('ja') ? 'japanese.txt' : 'english.txt');

/** A sample text of the extension. */
export class ExampleText {
  /** The extension's own copy of the text. */
  private readonly own: vscode.Uri;

  constructor(
    extension: vscode.Uri,
    private readonly name: string = inTheLanguage(),
  ) {
    this.own = vscode.Uri.joinPath(extension, 'media', 'samples', this.name);
  }

  /**
   * Returns the text's file: a file with the text's name at the top of a workspace folder or, if there is
   * none, the extension's copy.
   */
  async find(): Promise<vscode.Uri> {
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      const uri = vscode.Uri.joinPath(folder.uri, this.name);
      const isFile = await vscode.workspace.fs.stat(uri).then(
        ({ type }) => (type & vscode.FileType.File) !== 0,
        () => false,
      );
      if (isFile) return uri;
    }
    return this.own;
  }

  /**
   * Opens the text in an editor. The extension's copy is read-only, so that it is not changed by accident.
   */
  async open(): Promise<vscode.TextEditor> {
    const uri = await this.find();
    const viewColumn = visibleEditor(uri)?.viewColumn ?? vscode.ViewColumn.Active;
    const editor = await vscode.window.showTextDocument(uri, { viewColumn, preview: false });
    if (uri === this.own)
      await vscode.commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
    return editor;
  }

  /** Selects a sentence in the middle of the text and shows a hover with its score. */
  async read(): Promise<void> {
    const editor = await this.open();
    const range = sentenceIn(editor.document);
    editor.selection = new vscode.Selection(range.start, range.end);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenter);
    await vscode.commands.executeCommand('editor.action.showHover');
  }

  /**
   * Closes the hover that `read` opened, by scrolling. It would stay open while the user works in other
   * editors, and VS Code's command that hides a hover only works in the editor with the focus.
   */
  async closeHover(): Promise<void> {
    const editor = visibleEditor(await this.find());
    editor?.revealRange(editor.selection, vscode.TextEditorRevealType.AtTop);
  }
}

const visibleEditor = (uri: vscode.Uri) =>
  vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());

/** Finds the first sentence of suitable length after the middle of the text. */
function sentenceIn(document: vscode.TextDocument): vscode.Range {
  const text = document.getText();
  const from = text.indexOf('\n', text.length >> 1) + 1;
  const found = /[^\s。.「」][^。.\n「」]{20,60}[。.]/.exec(text.slice(from));
  const start = from + (found?.index ?? 0);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + (found?.[0].length ?? 40)));
}
