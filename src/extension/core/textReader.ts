import * as vscode from 'vscode';
import { isLanguageModel } from '../../common/runTask';
import type { AttentionReading, HeadPlace } from '../../protocol/attentionReading';
import type { ComparedReference, DifferenceReading } from '../../protocol/differenceReading';
import type { StatesReading } from '../../protocol/hiddenStates';
import type { LesionChoice, LesionEffect } from '../../protocol/lesion';
import type { ModelFacts, ModelReference } from '../../protocol/modelReference';
import type { Writing } from '../../protocol/reader';
import type { Comparison, Score, TokenPrediction, TokenReading } from '../../protocol/textScore';
import type { UnitPlace, UnitReading } from '../../protocol/unitReading';
import { UserError } from '../../protocol/userError';
import type { ActiveModel, ModelChoice, NamedModel } from './activeModel';
import type { DocumentRange } from './documentRange';
import type { ModelRegistry } from './modelRegistry';
import type { ReaderWorker } from './readerWorker';
import type { RunManager } from './runManager';
import { textRangeOf, textRangeOfOffsets } from './textRangeOf';

/** The model that gave a result, with its display name and reference. */
export interface ModelSource extends ModelFacts {
  readonly name: string;
  readonly reference: ModelReference;
  /** Whether these are the run's weights with the lowest loss on its held-out text. */
  readonly isBest: boolean;
}

export type ModelScore = Score & { readonly model: ModelSource };

/**
 * Evaluates parts of documents with the active model or with other models. Methods that use the active model
 * return undefined if there is none.
 */
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
    return this.ask(async model => {
      const params = { model: model.reference, range: textRangeOf(document, range) };
      const score = await this.worker.about(document).request('score', params, { signal });
      return { ...score, model: this.source(score.model, model) };
    });
  }

  /**
   * Scores a text that belongs to no document with the model `choice`, or with the active model if `choice`
   * is undefined.
   */
  async scoreText(text: string, choice?: ModelChoice, signal?: AbortSignal): Promise<ModelScore | undefined> {
    const score = (model: NamedModel) =>
      this.worker.withText(text, async (channel, uri) => {
        const range = { uri, start: 0, end: text.length, context: 'none' } as const;
        const answer = await channel.request('score', { model: model.reference, range }, { signal });
        return { ...answer, model: this.source(answer.model, model) };
      });
    return choice ? score(this.activeModel.named(choice)) : this.ask(score);
  }

  /** Returns what a lesion does to a network, measured on a text that belongs to no document. */
  lesionText(text: string, model: ModelChoice, choice: LesionChoice): Promise<LesionEffect> {
    const { reference } = this.activeModel.named(model);
    return this.worker.withText(text, (channel, uri) => {
      const range = { uri, start: 0, end: text.length, context: 'none' } as const;
      return channel.request('lesion', { model: reference, range, choice });
    });
  }

  /**
   * Returns the probability of every token that overlaps the range. With `ranks`, also returns the rank of
   * each token among the predictions (1 = most likely). Undefined if there is no model.
   */
  tokens(
    document: vscode.TextDocument,
    range: DocumentRange,
    ranks: boolean,
    signal?: AbortSignal,
  ): Promise<TokenReading | undefined> {
    return this.ask(({ reference }) => {
      const params = { model: reference, range: textRangeOfOffsets(document, range), ranks };
      return this.worker.about(document).request('tokens', params, { signal });
    });
  }

  /** Returns the tokens that overlap the range, with the values of a unit. Undefined if there is no model. */
  unit(
    document: vscode.TextDocument,
    range: DocumentRange,
    place: UnitPlace | undefined,
    signal?: AbortSignal,
  ): Promise<UnitReading | undefined> {
    return this.ask(({ reference }) => {
      const params = { model: reference, range: textRangeOfOffsets(document, range), place };
      return this.worker.about(document).request('unit', params, { signal });
    });
  }

  /**
   * Returns the tokens that overlap the range, with their most likely states. Undefined if there is no active model. A model
   * without states stays active: the error only says that it has none.
   */
  async states(
    document: vscode.TextDocument,
    range: DocumentRange,
    signal?: AbortSignal,
  ): Promise<StatesReading | undefined> {
    await Promise.all([this.runManager.load(), this.modelRegistry.load()]);
    const { model } = this.activeModel;
    if (!model) return undefined;
    const params = { model: model.reference, range: textRangeOfOffsets(document, range) };
    return this.worker.about(document).request('states', params, { signal });
  }

  /**
   * Returns the tokens that overlap the range, with the attention of the token at `caret`. Undefined if there is no active
   * model. A model without attention stays active: the error only says that it has none.
   */
  async attention(
    document: vscode.TextDocument,
    range: DocumentRange,
    { caret, place }: { readonly caret: number; readonly place: HeadPlace | undefined },
    signal?: AbortSignal,
  ): Promise<AttentionReading | undefined> {
    await Promise.all([this.runManager.load(), this.modelRegistry.load()]);
    const { model } = this.activeModel;
    if (!model) return undefined;
    const params = { model: model.reference, range: textRangeOfOffsets(document, range), caret, place };
    return this.worker.about(document).request('attention', params, { signal });
  }

  /**
   * Returns the tokens that overlap the range, with their probabilities under the active model and under another one.
   * Undefined if there is no active model.
   */
  async difference(
    document: vscode.TextDocument,
    range: DocumentRange,
    other: ComparedReference,
    signal?: AbortSignal,
  ): Promise<DifferenceReading | undefined> {
    await Promise.all([this.runManager.load(), this.modelRegistry.load()]);
    const { model } = this.activeModel;
    if (!model) return undefined;
    const params = { model: model.reference, range: textRangeOfOffsets(document, range), other };
    return this.worker.about(document).request('difference', params, { signal });
  }

  /**
   * Generates a continuation of the document from the end of the range. Passes it to `wrote` piece by piece,
   * and returns all of it. Undefined if there is no model.
   */
  write(
    document: vscode.TextDocument,
    range: DocumentRange,
    writing: Writing,
    wrote: (piece: string) => void,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    return this.ask(async ({ reference }) => {
      const id = ++this.writings;
      const channel = this.worker.about(document);
      const subscription = channel.on('wrote', piece => piece.id === id && wrote(piece.text));
      const params = { model: reference, range: textRangeOfOffsets(document, range), writing, id };
      try {
        return await channel.request('write', params, { signal });
      } finally {
        subscription.dispose();
      }
    });
  }

  /**
   * Returns the token at a position and the `count` most likely tokens there. Undefined if the position is
   * between two tokens. `origin` is the offset at which reading starts; by default, the start of the context.
   */
  prediction(
    document: vscode.TextDocument,
    position: vscode.Position,
    count: number,
    origin?: number,
    signal?: AbortSignal,
  ): Promise<TokenPrediction | undefined> {
    const range = { ...textRangeOf(document, new vscode.Range(position, position)), origin };
    return this.ask(({ reference }) =>
      this.worker.about(document).request('prediction', { model: reference, range, count }, { signal }),
    );
  }

  /**
   * Scores a range with several models, in the order of `choices`. Tokens that are unknown to any of the
   * models are left out of all scores.
   */
  async compare(
    document: vscode.TextDocument,
    range: vscode.Range,
    choices: readonly ModelChoice[],
    signal?: AbortSignal,
  ): Promise<Comparison & { readonly scores: readonly ModelScore[] }> {
    const models = choices.map(choice => this.activeModel.named(choice));
    const params = { models: models.map(({ reference }) => reference), range: textRangeOf(document, range) };
    const comparison = await this.worker.about(document).request('compare', params, { signal });
    const scores = comparison.scores.map((score, i) => ({
      ...score,
      model: this.source(score.model, models[i]),
    }));
    return { ...comparison, scores };
  }

  /** Opens a model, active or not, and returns its description. Throws a UserError if it cannot be opened. */
  describe(choice: ModelChoice): Promise<ModelFacts> {
    return this.worker.channel.request('describe', { model: this.activeModel.named(choice).reference });
  }

  /** Returns what the user must add to a file, if it is a state dictionary of PyTorch. Undefined for any other file. */
  stateDictionaryGaps(uri: string) {
    return this.worker.channel.request('stateDictionaryGaps', { uri });
  }

  checkpoints(id: string) {
    return this.worker.channel.request('checkpoints', { id });
  }

  private source(facts: ModelFacts, { name, reference }: NamedModel): ModelSource {
    const best = reference.kind === 'run' ? this.runManager.run(reference.id)?.validation?.best : undefined;
    return { ...facts, name, reference, isBest: best?.iteration === facts.iteration };
  }

  /**
   * Calls `question` with the active model. If that model cannot be opened, makes another model active and
   * calls `question` with it. Undefined if there is no model.
   */
  private async ask<T>(question: (model: NamedModel) => Promise<T>): Promise<T | undefined> {
    await Promise.all([this.runManager.load(), this.modelRegistry.load()]);
    const { model } = this.activeModel;
    if (!model) return undefined;
    try {
      return await question(model);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const { record } = this.activeModel;
      // A classifier or translator, or a model that can be opened, stays active: it only cannot answer this question.
      if ((record && !isLanguageModel(record)) || (await this.canBeOpened(model))) throw error;
      const other = await this.activeModel.replace(model, error);
      if (!other) throw error;
      return question(other);
    }
  }

  private canBeOpened({ reference }: NamedModel): Promise<boolean> {
    return this.worker.channel.request('describe', { model: reference }).then(
      () => true,
      () => false,
    );
  }
}
