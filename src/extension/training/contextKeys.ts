import * as vscode from 'vscode';
import type { RunDesk } from '../lab/runDesk';

/** What the `when` clauses of package.json ask about: whether a run trains, and whether one has a worker. */
export class ContextKeys {
  private readonly values = new Map<string, boolean>();
  private readonly subscription: vscode.Disposable;

  constructor(private readonly desk: RunDesk) {
    this.subscription = desk.onDidChange(() => this.update());
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private update(): void {
    const { runs } = this.desk;
    this.set(
      'elman.running',
      runs.some(({ state }) => state === 'running'),
    );
    this.set(
      'elman.live',
      runs.some(({ id }) => this.desk.isLive(id)),
    );
  }

  private set(key: string, value: boolean): void {
    if (this.values.get(key) === value) return;
    this.values.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  }
}
