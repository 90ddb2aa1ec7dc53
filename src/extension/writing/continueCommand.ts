import * as vscode from 'vscode';
import { Cancelled } from '../../protocol/channel';
import type { Writing } from '../../protocol/reader';
import { UserError } from '../../protocol/userError';
import { noModel } from '../core/activeModel';
import { readWriting } from './readWritingSettings';
import { WritingPosition } from './writingPosition';

/**
 * A function that generates a continuation of a document from an offset, with the active model. It passes the
 * continuation to `wrote` piece by piece, and returns all of it. Undefined if there is no model.
 */
export type Write = (
  document: vscode.TextDocument,
  offset: number,
  writing: Writing,
  wrote: (text: string) => void,
  signal: AbortSignal,
) => Promise<string | undefined>;

/**
 * Implements "Continue from Here": the active model writes text at the cursor. Ends when the model has
 * written all tokens, when the user stops it, or when the user edits the text at that position.
 */
export class ContinueCommand {
  private underWay: AbortController | undefined;
  private status: vscode.Disposable | undefined;

  constructor(private readonly write: Write) {}

  /**
   * Inserts the generated text at the cursor and returns it. Throws a UserError if there is no model or no
   * open editor.
   */
  async run(): Promise<string> {
    const editor = vscode.window.activeTextEditor;
    if (!editor) throw new UserError('No editor is open. Open a text, place the cursor, and continue again.');
    this.stop();
    const controller = new AbortController();
    this.underWay = controller;
    await this.showWriting(true);
    try {
      return await this.stream(editor, controller);
    } finally {
      if (this.underWay === controller) {
        this.underWay = undefined;
        await this.showWriting(false);
      }
    }
  }

  stop(): void {
    this.underWay?.abort();
  }

  dispose(): void {
    this.stop();
  }

  private async stream(
    { document, selection }: vscode.TextEditor,
    controller: AbortController,
  ): Promise<string> {
    const offset = document.offsetAt(selection.end);
    const caret = new WritingPosition(document, offset);
    caret.onDidLose(() => controller.abort());
    const { signal } = controller;
    let written = '';
    let last: Promise<unknown> = Promise.resolve();
    const insert = (text: string) => {
      last = last.then(async () => {
        if (signal.aborted) return;
        if (await caret.insert(text, written === '')) written += text;
        else controller.abort();
      });
    };
    try {
      const answer = await this.write(document, offset, readWriting(document.uri), insert, signal);
      if (answer === undefined) throw noModel();
    } catch (error) {
      // If the user has cancelled, keeps the text that was written so far.
      if (!(error instanceof Cancelled)) throw error;
    } finally {
      await last;
      caret.dispose();
    }
    return written;
  }

  /**
   * Sets or clears the context key for the Esc key binding, and shows or removes the message in the status
   * bar that the model is writing.
   */
  private async showWriting(isWriting: boolean): Promise<void> {
    this.status?.dispose();
    this.status = isWriting
      ? vscode.window.setStatusBarMessage(`$(edit) ${vscode.l10n.t('Elman is writing… Esc stops it')}`)
      : undefined;
    await vscode.commands.executeCommand('setContext', 'elman.writing', isWriting);
  }
}
