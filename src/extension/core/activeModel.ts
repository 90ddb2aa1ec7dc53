import { type Event, EventEmitter, type Memento } from 'vscode';
import { fullName } from '../../common/runNames';
import type { CheckpointChoice, ModelReference } from '../../protocol/modelReference';
import type { RunRecord } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import { Owner } from '../disposableOwner';
import type { ModelRegistry } from './modelRegistry';
import type { RunManager } from './runManager';

const key = 'elman.activeModel';

/** Returns the error that commands throw if they need a model and there is none. */
export const noModel = () =>
  new UserError(
    'There is no model yet. Train Elman on a text first; the newest run then becomes the active model.',
  );

/** A model that the user chose: a checkpoint of a run, a stored n-gram model or mixture, or a model file. */
export type ModelChoice =
  | { readonly kind: 'run'; readonly id: string; readonly checkpoint: CheckpointChoice }
  | { readonly kind: 'made'; readonly id: string }
  | Extract<ModelReference, { kind: 'file' }>;

/** A model's display name, and the reference by which the reader worker opens it. */
export interface NamedModel {
  readonly name: string;
  readonly reference: ModelReference;
}

/** The error that prevented a chosen model from opening, and the name of the model that replaces it. */
export interface Replacement {
  readonly reason: UserError;
  readonly name: string;
}

/**
 * Determines the active model: the model that the user chose in this workspace or, without a choice, the
 * newest of the user's own runs, n-gram models and mixtures.
 */
export class ActiveModel extends Owner {
  private readonly changed = this.own(new EventEmitter<void>());
  private readonly replaced = this.own(new EventEmitter<Replacement>());
  /**
   * Fires when another model becomes active, when the active model is renamed, when the run of the active
   * model starts or ends training in this window, and when `isAbsent` changes.
   */
  readonly onDidChange: Event<void> = this.changed.event;
  readonly onDidReplace: Event<Replacement> = this.replaced.event;

  private last = '';

  constructor(
    private readonly runManager: RunManager,
    private readonly modelRegistry: ModelRegistry,
    private readonly state: Memento,
  ) {
    super();
    this.own(runManager.onDidChange(() => this.look()));
    this.own(modelRegistry.onDidChange(() => this.look()));
  }

  /** The chosen model or, without a choice, the newest model. Undefined if there is no model. */
  get choice(): ModelChoice | undefined {
    return this.chosen ?? this.newest;
  }

  /** Whether it is certain that there is no model: the runs and the stored models have been read. */
  get isAbsent(): boolean {
    return this.runManager.isLoaded && this.modelRegistry.isLoaded && this.choice === undefined;
  }

  /** Whether the user chose the model. If not, the newest model is active. */
  get isChosen(): boolean {
    return this.chosen !== undefined;
  }

  get model(): NamedModel | undefined {
    const { choice } = this;
    return choice && this.named(choice);
  }

  /** The record of the active model if it is a run. Undefined for other kinds of model. */
  get record(): RunRecord | undefined {
    const { choice } = this;
    return choice?.kind === 'run' ? this.runManager.run(choice.id) : undefined;
  }

  /**
   * Returns the name of a model and a reference to it. The reference of a run also says whether the run is
   * training in this window.
   */
  named(choice: ModelChoice): NamedModel {
    if (choice.kind === 'made')
      return { name: this.modelRegistry.model(choice.id)?.name ?? choice.id, reference: choice };
    if (choice.kind === 'file') return { name: fileName(choice.uri), reference: choice };
    const record = this.runManager.run(choice.id);
    const isLive = record?.state === 'running' && this.runManager.isLive(choice.id);
    return { name: record ? fullName(record) : choice.id, reference: { ...choice, isLive } };
  }

  /** Chooses the active model. With `undefined`, the newest model becomes active again. */
  async choose(choice: ModelChoice | undefined): Promise<void> {
    await this.state.update(key, choice);
    this.look();
  }

  /**
   * Returns the model to use after `failed` could not be opened. Undefined if there is no other model. If
   * `failed` is still the chosen model, also changes the choice: a certain checkpoint of a run is replaced by
   * the run's default weights, and any other choice is removed.
   */
  async replace(failed: NamedModel, reason: UserError): Promise<NamedModel | undefined> {
    const { chosen } = this;
    const isStillChosen = chosen && JSON.stringify(this.named(chosen)) === JSON.stringify(failed);
    if (isStillChosen) {
      const isOfRun = chosen.kind === 'run' && chosen.checkpoint !== 'usual';
      await this.choose(isOfRun ? { ...chosen, checkpoint: 'usual' } : undefined);
      if (this.model) this.replaced.fire({ reason, name: this.model.name });
    }
    const { model } = this;
    return JSON.stringify(model) === JSON.stringify(failed) ? undefined : model;
  }

  private look(): void {
    const now = JSON.stringify([this.isAbsent, this.isChosen, this.choice, this.model]);
    if (now === this.last) return;
    this.last = now;
    this.changed.fire();
  }

  /**
   * The stored choice. Undefined if the user has made no choice, or if the chosen run or model was deleted.
   */
  private get chosen(): ModelChoice | undefined {
    const chosen = this.state.get<ModelChoice>(key);
    return chosen && this.isThere(chosen) ? chosen : undefined;
  }

  /**
   * The newest language model. Classifiers and taggers do not take its place, because the heatmap and other features
   * cannot use them; only if there is no other model, the newest one is active.
   */
  private get newest(): ModelChoice | undefined {
    const isOwn = ({ imported }: RunRecord) => !imported;
    const [model] = this.modelRegistry.models;
    const run =
      this.runManager.languageModels.find(isOwn) ?? (model ? undefined : this.runManager.runs.find(isOwn));
    if (model && !(run && run.createdAt >= model.createdAt)) return { kind: 'made', id: model.id };
    return run && { kind: 'run', id: run.id, checkpoint: 'usual' };
  }

  /** Returns whether a run or model exists. Files always count as existing. */
  isThere(choice: ModelChoice): boolean {
    if (choice.kind === 'file') return true;
    if (choice.kind === 'run') return this.runManager.run(choice.id) !== undefined;
    return this.modelRegistry.models.some(({ id }) => id === choice.id);
  }
}

function fileName(uri: string): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}
