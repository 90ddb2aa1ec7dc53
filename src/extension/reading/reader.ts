import * as vscode from 'vscode';
import type {
  Context,
  ModelFacts,
  ModelReference,
  Passage,
  Score,
  TokenPrediction,
  TokenReading,
} from '../../protocol/reader';
import type { ModelShelf } from '../models/shelf';
import type { ActiveModel, NamedModel } from '../runs/activeModel';
import { readContext } from '../settings';
import type { RunDesk } from '../training/runDesk';
import type { ReaderWorker } from './readerWorker';

/** Which model spoke. */
export interface Speaker extends ModelFacts {
  readonly name: string;
  readonly reference: ModelReference;
}

export type ModelScore = Score & { readonly model: Speaker };

/** Reads pieces of documents with the active model, or another. Answers are undefined where there is no model. */
export class Reader {
  constructor(
    private readonly worker: ReaderWorker,
    private readonly desk: RunDesk,
    private readonly shelf: ModelShelf,
    private readonly activeModel: ActiveModel,
  ) {}

  score(
    document: vscode.TextDocument,
    range: vscode.Range,
    signal?: AbortSignal,
  ): Promise<ModelScore | undefined> {
    return this.ask(async ({ name, reference }) => {
      const params = { model: reference, passage: passageOf(document, range) };
      const score = await this.worker.about(document).ask('score', params, { signal });
      return { ...score, model: { ...score.model, name, reference } };
    });
  }

  /** Every token that the range touches; with `ranks`, how many were held likelier. */
  tokens(
    document: vscode.TextDocument,
    range: vscode.Range,
    ranks: boolean,
    signal?: AbortSignal,
  ): Promise<TokenReading | undefined> {
    return this.ask(({ reference }) => {
      const params = { model: reference, passage: passageOf(document, range), ranks };
      return this.worker.about(document).ask('tokens', params, { signal });
    });
  }

  /** Of the token there, with the `count` likeliest in its place; undefined between tokens as well. */
  prediction(
    document: vscode.TextDocument,
    position: vscode.Position,
    count: number,
    signal?: AbortSignal,
  ): Promise<TokenPrediction | undefined> {
    const range = new vscode.Range(position, position);
    return this.ask(({ reference }) => {
      const params = { model: reference, passage: passageOf(document, range), count };
      return this.worker.about(document).ask('prediction', params, { signal });
    });
  }

  private async ask<T>(question: (model: NamedModel) => Promise<T>): Promise<T | undefined> {
    await Promise.all([this.desk.load(), this.shelf.load()]);
    const { model } = this.activeModel;
    return model && question(model);
  }
}

function passageOf(document: vscode.TextDocument, range: vscode.Range): Passage {
  const uri = document.uri.toString();
  const context: Context = readContext(document.uri);
  return { uri, start: document.offsetAt(range.start), end: document.offsetAt(range.end), context };
}
