import * as vscode from 'vscode';
import { taskOf } from '../../common/runTask';
import type { ActiveModel } from '../core/activeModel';
import type { RunManager } from '../core/runManager';
import { Owner } from '../disposableOwner';
import { hidingKeys } from './commandVisibility';

/**
 * Sets the context keys that `when` clauses in package.json use: whether a run trains, whether a run has a
 * worker in this window, whether there is no model, and `hidingKeys`. The `hidingKeys` are set only after the
 * list of runs was read, so that no command is hidden before.
 */
export class ContextKeys extends Owner {
  private readonly values = new Map<string, boolean>();

  constructor(
    private readonly runManager: RunManager,
    private readonly activeModel: ActiveModel,
  ) {
    super();
    this.own(runManager.onDidChange(() => this.update()));
    this.own(activeModel.onDidChange(() => this.update()));
  }

  private update(): void {
    const { runs } = this.runManager;
    this.set(
      'elman.running',
      runs.some(({ state }) => state === 'running'),
    );
    this.set(
      'elman.live',
      runs.some(({ id }) => this.runManager.isLive(id)),
    );
    for (const [key, task] of [
      ['elman.hasClassifier', 'classify'],
      ['elman.hasTagger', 'tag'],
      ['elman.hasTranslator', 'translate'],
    ])
      this.set(
        key,
        runs.some(run => taskOf(run) === task),
      );
    this.set('elman.noModel', this.activeModel.isAbsent);
    if (this.runManager.isLoaded)
      for (const [key, isAbsent] of Object.entries(hidingKeys)) this.set(key, isAbsent(runs));
  }

  private set(key: string, value: boolean): void {
    if (this.values.get(key) === value) return;
    this.values.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  }
}
