import * as vscode from 'vscode';
import { Owner } from '../disposableOwner';

/** Milliseconds without a further change of the text or selection, after which `onDidChange` fires. */
const PAUSE = 300;

/** Follows the text editor that was last active. A page has the focus while it is used, so no editor is active then. */
export class FollowedEditor extends Owner {
  private last = vscode.window.activeTextEditor;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly changed = this.own(new vscode.EventEmitter<void>());
  /** Fires when another editor is active, and when its text or selection has changed. */
  readonly onDidChange: vscode.Event<void> = this.changed.event;

  constructor() {
    super();
    const { window, workspace } = vscode;
    this.own(
      window.onDidChangeActiveTextEditor(editor => {
        if (!editor) return;
        this.last = editor;
        this.announce();
      }),
    );
    this.own(
      window.onDidChangeTextEditorSelection(({ textEditor }) => textEditor === this.last && this.announce()),
    );
    this.own(
      workspace.onDidChangeTextDocument(
        ({ document }) => document === this.last?.document && this.announce(),
      ),
    );
    this.own(
      workspace.onDidCloseTextDocument(document => {
        if (document !== this.last?.document) return;
        this.last = undefined;
        this.announce();
      }),
    );
  }

  get editor(): vscode.TextEditor | undefined {
    return this.last;
  }

  override dispose(): void {
    clearTimeout(this.timer);
    super.dispose();
  }

  private announce(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.changed.fire(), PAUSE);
  }
}
