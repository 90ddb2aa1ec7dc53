import * as vscode from 'vscode';
import { Owner } from '../disposableOwner';
import { withNewlines } from './insertion';

/**
 * A position in a document at which generated text is inserted. It moves with edits elsewhere in the
 * document. It is lost when another edit changes the text at the position, or when the document closes.
 */
export class WritingPosition extends Owner {
  private readonly lost = this.own(new vscode.EventEmitter<void>());
  readonly onDidLose: vscode.Event<void> = this.lost.event;
  /** The text that is being inserted now, by which `follow` recognizes its own edit. */
  private ours: string | undefined;
  private isLost = false;

  constructor(
    private readonly document: vscode.TextDocument,
    private offset: number,
  ) {
    super();
    this.own(vscode.workspace.onDidChangeTextDocument(event => this.follow(event)));
    this.own(vscode.workspace.onDidCloseTextDocument(closed => closed === document && this.lose()));
  }

  /**
   * Inserts text at the position. All insertions together are one undo step. Returns false if the position is
   * lost.
   */
  async insert(text: string, isFirst: boolean): Promise<boolean> {
    while (!this.isLost) {
      const editor = vscode.window.visibleTextEditors.find(({ document }) => document === this.document);
      if (!editor) return false;
      const place = this.document.positionAt(this.offset);
      const options = { undoStopBefore: isFirst, undoStopAfter: false };
      // `follow` compares texts with `\n`, because the editor converts line ends to the document's own.
      this.ours = withNewlines(text);
      const done = await editor
        .edit(edit => edit.insert(place, withNewlines(text)), options)
        .then(
          success => success,
          () => false, // the editor was closed
        );
      this.ours = undefined;
      if (done) {
        editor.revealRange(new vscode.Range(place, this.document.positionAt(this.offset)));
        return true;
      }
      // If the document is open, another edit came between, so the loop tries again.
      if (this.document.isClosed) this.lose();
    }
    return false;
  }

  private follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (document !== this.document) return;
    for (const { rangeOffset, rangeLength, text } of contentChanges) {
      const isHere = rangeOffset === this.offset && rangeLength === 0;
      if (isHere && withNewlines(text) === this.ours) {
        this.ours = undefined;
        this.offset += text.length;
      } else if (rangeOffset + rangeLength < this.offset) this.offset += text.length - rangeLength;
      else if (rangeOffset <= this.offset) this.lose();
    }
  }

  private lose(): void {
    if (this.isLost) return;
    this.isLost = true;
    this.lost.fire();
  }
}
