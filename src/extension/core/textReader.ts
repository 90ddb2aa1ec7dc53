import * as vscode from 'vscode';
import type {
  Comparison,
  ModelFacts,
  ModelReference,
  Score,
  TextRange,
  TokenPrediction,
  TokenReading,
  Writing,
} from '../../protocol/reader';
import { UserError } from '../../protocol/userError';
import { readContext } from '../settings';
import type { ActiveModel, ModelChoice, NamedModel } from './activeModel';
import type { DocumentRange } from './documentRange';
import type { ModelRegistry } from './modelRegistry';
import type { ReaderWorker } from './readerWorker';
import type { RunManager } from './runManager';

/** Which model spoke. */
export interface ModelSource extends ModelFacts {
  readonly name: string;
  readonly reference: ModelReference;
}

export type ModelScore = Score & { readonly model: ModelSource };

/** Reads pieces of documents with the active model, or others. Answers are undefined where there is no model. */
export class TextReader {
  private writings = 0;

  constructor(
    private readonly worker: ReaderWorker,
    private readonly runManager: RunManager,
    private readonly modelRegistry: ModelRegistry,
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

  /** Every token that the stretch touches; with `ranks`, how many were held likelier. */
  tokens(
    document: vscode.TextDocument,
    stretch: DocumentRange,
    ranks: boolean,
    signal?: AbortSignal,
  ): Promise<TokenReading | undefined> {
    return this.ask(({ reference }) => {
      const params = { model: reference, passage: passageFrom(document, stretch), ranks };
      return this.worker.about(document).ask('tokens', params, { signal });
    });
  }

  /** Goes on with the document where the stretch ends: all that was written, which `wrote` gets piece by piece. */
  write(
    document: vscode.TextDocument,
    stretch: DocumentRange,
    writing: Writing,
    wrote: (piece: string) => void,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    return this.ask(async ({ reference }) => {
      const id = ++this.writings;
      const channel = this.worker.about(document);
      const subscription = channel.on('wrote', piece => piece.id === id && wrote(piece.text));
      const params = { model: reference, passage: passageFrom(document, stretch), writing, id };
      try {
        return await channel.ask('write', params, { signal });
      } finally {
        subscription.dispose();
      }
    });
  }

  /**
   * Of the token there, with the `count` likeliest in its place; undefined between tokens as well. `origin` is where
   * the reading begins, if not where the context does.
   */
  prediction(
    document: vscode.TextDocument,
    position: vscode.Position,
    count: number,
    origin?: number,
    signal?: AbortSignal,
  ): Promise<TokenPrediction | undefined> {
    const passage = { ...passageOf(document, new vscode.Range(position, position)), origin };
    return this.ask(({ reference }) =>
      this.worker.about(document).ask('prediction', { model: reference, passage, count }, { signal }),
    );
  }

  /** By one rule for all: what one of them does not know is left out. In the order of the choices. */
  async compare(
    document: vscode.TextDocument,
    range: vscode.Range,
    choices: readonly ModelChoice[],
    signal?: AbortSignal,
  ): Promise<Comparison & { readonly scores: readonly ModelScore[] }> {
    const models = choices.map(choice => this.activeModel.named(choice));
    const params = { models: models.map(({ reference }) => reference), passage: passageOf(document, range) };
    const comparison = await this.worker.about(document).ask('compare', params, { signal });
    const scores = comparison.scores.map((score, i) => ({
      ...score,
      model: { ...score.model, ...models[i] },
    }));
    return { ...comparison, scores };
  }

  /** Opens a model that need not be the active one. Throws a UserError where it cannot. */
  describe(choice: ModelChoice): Promise<ModelFacts> {
    return this.worker.channel.ask('describe', { model: this.activeModel.named(choice).reference });
  }

  checkpoints(id: string) {
    return this.worker.channel.ask('checkpoints', { id });
  }

  /** A model that was chosen and cannot be had gives way to another, for this question and from now on. */
  private async ask<T>(question: (model: NamedModel) => Promise<T>): Promise<T | undefined> {
    await Promise.all([this.runManager.load(), this.modelRegistry.load()]);
    const { model } = this.activeModel;
    if (!model) return undefined;
    try {
      return await question(model);
    } catch (error) {
      const other = error instanceof UserError && (await this.activeModel.replace(model, error));
      if (!other) throw error;
      return question(other);
    }
  }
}

function passageFrom(document: vscode.TextDocument, { origin, start, end }: DocumentRange): TextRange {
  return { uri: document.uri.toString(), start, end, context: 'none', origin };
}

function passageOf(document: vscode.TextDocument, range: vscode.Range): TextRange {
  const uri = document.uri.toString();
  const context = readContext(document.uri);
  return { uri, start: document.offsetAt(range.start), end: document.offsetAt(range.end), context };
}
