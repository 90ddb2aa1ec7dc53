import { type Event, EventEmitter, type Memento } from 'vscode';
import type { CheckpointChoice, ModelReference } from '../../protocol/reader';
import type { RunRecord } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import type { ModelShelf } from '../models/shelf';
import type { RunDesk } from '../training/runDesk';

const key = 'elman.activeModel';

/** For whoever wants to read or write and has nothing to do it with. */
export const noModel = () =>
  new UserError('There is no model yet. Train Elman on a text first; the newest run then reads for you.');

/** What was picked to read with. */
export type ModelChoice =
  | { readonly kind: 'run'; readonly id: string; readonly checkpoint: CheckpointChoice }
  | { readonly kind: 'made'; readonly id: string }
  | { readonly kind: 'file'; readonly uri: string };

/** A model that can be asked, and what people call it. */
export interface NamedModel {
  readonly name: string;
  readonly reference: ModelReference;
}

/** The model that reads texts: the one chosen in this workspace, else that of the newest run. */
export class ActiveModel {
  private readonly changed = new EventEmitter<void>();
  /** Another model is the active one. */
  readonly onDidChange: Event<void> = this.changed.event;

  constructor(
    private readonly desk: RunDesk,
    private readonly shelf: ModelShelf,
    private readonly state: Memento,
  ) {}

  /** Undefined as long as there is nothing to read with. */
  get choice(): ModelChoice | undefined {
    const chosen = this.state.get<ModelChoice>(key);
    if (chosen && this.isThere(chosen)) return chosen;
    const [newest] = this.desk.runs;
    return newest && { kind: 'run', id: newest.id, checkpoint: 'usual' };
  }

  get model(): NamedModel | undefined {
    const { choice } = this;
    return choice && this.named(choice);
  }

  /** The run whose model it is, if it is one's. */
  get record(): RunRecord | undefined {
    const { choice } = this;
    return choice?.kind === 'run' ? this.desk.run(choice.id) : undefined;
  }

  /** Any model as it can be asked now. */
  named(choice: ModelChoice): NamedModel {
    if (choice.kind === 'made')
      return { name: this.shelf.model(choice.id)?.name ?? choice.id, reference: choice };
    if (choice.kind === 'file') return { name: fileName(choice.uri), reference: choice };
    const record = this.desk.run(choice.id);
    const isLive = record?.state === 'running' && this.desk.isLive(choice.id);
    return { name: record?.name ?? choice.id, reference: { ...choice, isLive } };
  }

  private isThere(choice: ModelChoice): boolean {
    if (choice.kind === 'file') return true;
    const known = choice.kind === 'run' ? this.desk.run(choice.id) : this.shelf.model(choice.id);
    return known !== undefined;
  }

  async choose(choice: ModelChoice): Promise<void> {
    await this.state.update(key, choice);
    this.changed.fire();
  }

  /** Goes back to the newest run. */
  async reset(): Promise<void> {
    await this.state.update(key, undefined);
    this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
  }
}

function fileName(uri: string): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}
