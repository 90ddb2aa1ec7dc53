import * as vscode from 'vscode';
import type { ComparedReference } from '../../protocol/differenceReading';
import type { LesionChoice } from '../../protocol/lesion';
import { UserError } from '../../protocol/userError';
import type { ModelChoice } from '../core/activeModel';
import type { Services } from '../core/services';
import { Owner } from '../disposableOwner';

/** A model to compare with the active one: a stored model, a file, or a network with a lesion that is not stored. */
export type ComparedChoice =
  | ModelChoice
  | { readonly kind: 'lesioned'; readonly base: ModelChoice; readonly lesion: LesionChoice };

interface NamedComparedModel {
  readonly name: string;
  readonly reference: ComparedReference;
}

const key = 'elman.heatmapCompared';

/** The model with which the heatmap compares the active one. It is stored in the workspace's state. */
export class ComparedModel extends Owner {
  private readonly changed = this.own(new vscode.EventEmitter<void>());
  /** Fires when another model is chosen, and when the chosen one is renamed, deleted or restored. */
  readonly onDidChange: vscode.Event<void> = this.changed.event;
  private last = '';

  constructor(
    private readonly ports: Pick<Services, 'activeModel' | 'runManager' | 'modelRegistry'>,
    private readonly state: vscode.Memento,
  ) {
    super();
    this.own(ports.runManager.onDidChange(() => this.look()));
    this.own(ports.modelRegistry.onDidChange(() => this.look()));
    this.own(ports.activeModel.onDidChange(() => this.look()));
  }

  choose(choice: ComparedChoice): void {
    void this.state.update(key, choice);
    this.look();
  }

  /**
   * The compared model. Undefined if none was chosen, or if it was deleted. The base of a lesion if the lesion was
   * chosen and is now stored as the active model.
   */
  get model(): NamedComparedModel | undefined {
    const choice = this.state.get<ComparedChoice>(key);
    if (!choice || !this.ports.activeModel.isThere(choice.kind === 'lesioned' ? choice.base : choice))
      return undefined;
    if (choice.kind !== 'lesioned') return this.ports.activeModel.named(choice);
    const { name, reference: base } = this.ports.activeModel.named(choice.base);
    // A stored lesion is compared with its base, because it does not differ from the lesion that it stores.
    if (this.isLesionOf(choice.base)) return { name, reference: base };
    return {
      name: vscode.l10n.t('{0} · lesion', name),
      reference: { kind: 'lesioned', base, lesion: choice.lesion },
    };
  }

  /** Returns the compared model. Throws a UserError if there is none. */
  required(): NamedComparedModel {
    const { model } = this;
    if (model) return model;
    throw new UserError(
      'No model is chosen to compare the active model with, or it was deleted. Use the command "Compare Models in the Text…".',
    );
  }

  /** Whether the active model is a stored network with a lesion that was made from this one. */
  private isLesionOf(base: ModelChoice): boolean {
    const { choice } = this.ports.activeModel;
    const active = choice?.kind === 'made' ? this.ports.modelRegistry.model(choice.id) : undefined;
    return active?.kind === 'lesion' && base.kind !== 'file' && active.lesion.base?.id === base.id;
  }

  private look(): void {
    const now = JSON.stringify(this.model);
    if (now === this.last) return;
    this.last = now;
    this.changed.fire();
  }

  /** Whether a run provides the weights of the compared model. */
  isOf(runId: string): boolean {
    const reference = this.model?.reference;
    const stored = reference?.kind === 'lesioned' ? reference.base : reference;
    return stored?.kind === 'run' && stored.id === runId;
  }
}
