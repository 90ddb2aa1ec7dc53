import * as vscode from 'vscode';
import type { HeadPlace } from '../../protocol/attentionReading';
import { Owner } from '../disposableOwner';

const key = 'elman.heatmapHead';

/**
 * The head of a transformer by whose attention the heatmap colours tokens. It is stored in the workspace's state. A model
 * that does not have it shows its nearest one.
 */
export class ChosenHead extends Owner {
  private readonly changed = this.own(new vscode.EventEmitter<void>());
  readonly onDidChange: vscode.Event<void> = this.changed.event;

  constructor(private readonly state: vscode.Memento) {
    super();
  }

  get place(): HeadPlace | undefined {
    return this.state.get<HeadPlace>(key);
  }

  choose(place: HeadPlace | undefined): void {
    void this.state.update(key, place);
    this.changed.fire();
  }
}

/** Returns the name of a head, such as `layer 1, head 2`. Layers and heads are counted from 1. */
export function headName({ layer, head }: HeadPlace): string {
  const { t } = vscode.l10n;
  if (head === undefined) return t('layer {0}, mean of all heads', layer + 1);
  return t('layer {0}, head {1}', layer + 1, head + 1);
}
