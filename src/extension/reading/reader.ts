import * as vscode from 'vscode';
import type { Score } from '../../protocol/run';
import type { ActiveModel } from '../runs/activeModel';
import type { RunDesk } from '../training/runDesk';

/** Characters before a selection that prime the model's state. */
const contextLength = 1000;

/** Reads a piece of a document through the active model. */
export class Reader {
  constructor(
    private readonly desk: RunDesk,
    private readonly activeModel: ActiveModel,
  ) {}

  /** Nothing when there is no model. */
  async score(
    document: vscode.TextDocument,
    range: vscode.Range,
    token?: vscode.CancellationToken,
  ): Promise<Score | undefined> {
    await this.desk.load();
    const model = this.activeModel.record;
    if (!model || token?.isCancellationRequested) return undefined;
    const params = { context: contextOf(document, range.start), text: document.getText(range) };
    const controller = new AbortController();
    const subscription = token?.onCancellationRequested(() => controller.abort());
    try {
      return await this.desk.score(model.id, params, controller.signal);
    } finally {
      subscription?.dispose();
    }
  }
}

function contextOf(document: vscode.TextDocument, end: vscode.Position): string {
  const start = document.positionAt(Math.max(0, document.offsetAt(end) - contextLength));
  return document.getText(new vscode.Range(start, end));
}
