import { type Event, EventEmitter, type Memento } from 'vscode';
import type { ArpaReading, CheckpointChoice, ModelReference } from '../../protocol/reader';
import type { RunRecord } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import type { ModelRegistry } from './modelRegistry';
import type { RunManager } from './runManager';

const key = 'elman.activeModel';

/** For whoever wants to read or write and has nothing to do it with. */
export const noModel = () =>
  new UserError(
    'There is no model yet. Train Elman on a text first; the newest run then becomes the active model.',
  );

/** What was picked to read with. */
export type ModelChoice =
  | { readonly kind: 'run'; readonly id: string; readonly checkpoint: CheckpointChoice }
  | { readonly kind: 'made'; readonly id: string }
  | ({ readonly kind: 'file'; readonly uri: string; readonly opened?: number } & ArpaReading);

/** A model that can be asked, and what people call it. */
export interface NamedModel {
  readonly name: string;
  readonly reference: ModelReference;
}

/** A chosen model that could not be had, and the one that reads instead. */
export interface Replacement {
  readonly reason: UserError;
  readonly name: string;
}

/** The model that reads texts: the one chosen in this workspace, else that of the newest run. */
export class ActiveModel {
  private readonly changed = new EventEmitter<void>();
  private readonly replaced = new EventEmitter<Replacement>();
  /** Another model is the active one. */
  readonly onDidChange: Event<void> = this.changed.event;
  readonly onDidReplace: Event<Replacement> = this.replaced.event;

  constructor(
    private readonly runManager: RunManager,
    private readonly modelRegistry: ModelRegistry,
    private readonly state: Memento,
  ) {}

  /** Undefined as long as there is nothing to read with. */
  get choice(): ModelChoice | undefined {
    const { chosen } = this;
    const [newest] = this.runManager.runs;
    return chosen ?? (newest && { kind: 'run', id: newest.id, checkpoint: 'usual' });
  }

  get model(): NamedModel | undefined {
    const { choice } = this;
    return choice && this.named(choice);
  }

  /** The run whose model it is, if it is one's. */
  get record(): RunRecord | undefined {
    const { choice } = this;
    return choice?.kind === 'run' ? this.runManager.run(choice.id) : undefined;
  }

  /** Any model as it can be asked now. */
  named(choice: ModelChoice): NamedModel {
    if (choice.kind === 'made')
      return { name: this.modelRegistry.model(choice.id)?.name ?? choice.id, reference: choice };
    if (choice.kind === 'file') return { name: fileName(choice.uri), reference: choice };
    const record = this.runManager.run(choice.id);
    const isLive = record?.state === 'running' && this.runManager.isLive(choice.id);
    return { name: record?.name ?? choice.id, reference: { ...choice, isLive } };
  }

  /** Without a choice it is the newest run's again, whichever that will be. */
  async choose(choice: ModelChoice | undefined): Promise<void> {
    await this.state.update(key, choice);
    this.changed.fire();
  }

  /** What to read with instead of a model that cannot be had; undefined where there is nothing else. */
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

  dispose(): void {
    this.changed.dispose();
    this.replaced.dispose();
  }

  /** A run or a model that was deleted is not chosen any more. */
  private get chosen(): ModelChoice | undefined {
    const chosen = this.state.get<ModelChoice>(key);
    return chosen && this.isThere(chosen) ? chosen : undefined;
  }

  private isThere(choice: ModelChoice): boolean {
    if (choice.kind === 'file') return true;
    const known =
      choice.kind === 'run' ? this.runManager.run(choice.id) : this.modelRegistry.model(choice.id);
    return known !== undefined;
  }
}

function fileName(uri: string): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}
