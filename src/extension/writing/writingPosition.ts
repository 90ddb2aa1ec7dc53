import * as vscode from 'vscode';
import { Owner } from '../disposableOwner';
import { withNewlines } from './insertion';

/**
 * A position in a document at which generated text is inserted. The position moves with edits elsewhere in
 * the document. It is lost when an edit that does not come from this class changes the text at the position,
 * or when the document closes.
 */
export class WritingPosition extends Owner {
  private readonly lost = this.own(new vscode.EventEmitter<void>());
  readonly onDidLose: vscode.Event<void> = this.lost.event;
  /** The text that is being inserted now. `follow` compares edits with it, to recognize the insertion. */
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
   * Inserts text at the position. Combines all insertions into one undo step. Returns false if the position
   * is lost.
   */
  async insert(text: string, isFirst: boolean): Promise<boolean> {
    while (!this.isLost) {
      const editor = vscode.window.visibleTextEditors.find(({ document }) => document === this.document);
      if (!editor) return false;
      const place = this.document.positionAt(this.offset);
      const options = { undoStopBefore: isFirst, undoStopAfter: false };
      // Uses `\n` for line ends, because the editor converts line ends to the document's own and `follow`
      // compares texts with `\n`.
      this.ours = withNewlines(text);
      const done = await editor
        .edit(edit => edit.insert(place, withNewlines(text)), options)
        .then(
          success => success,
          // Treats a closed editor like a failed edit.
          () => false,
        );
      this.ours = undefined;
      if (done) {
        editor.revealRange(new vscode.Range(place, this.document.positionAt(this.offset)));
        return true;
      }
      // If the document is still open, another edit prevented the insertion, and the loop tries again.
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
