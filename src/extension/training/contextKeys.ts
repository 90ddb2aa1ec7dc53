import * as vscode from 'vscode';
import type { RunManager } from '../core/runManager';
import { Owner } from '../owner';

/**
 * Sets the context keys for `when` clauses in package.json: whether a run trains, and whether a run has a
 * worker.
 */
export class ContextKeys extends Owner {
  private readonly values = new Map<string, boolean>();

  constructor(private readonly runManager: RunManager) {
    super();
    this.own(runManager.onDidChange(() => this.update()));
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
  }

  private set(key: string, value: boolean): void {
    if (this.values.get(key) === value) return;
    this.values.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  }
}
