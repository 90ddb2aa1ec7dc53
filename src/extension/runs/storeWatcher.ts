import * as vscode from 'vscode';
import type { RunManager } from '../core/runManager';
import { Owner } from '../disposableOwner';
import { LOOK_FOR_NEW_EVERY, NewRuns } from './newRuns';
import { changedOutside } from './outsideChanges';
import { isRunId } from './runId';

/** Milliseconds for which changes are gathered before the changed runs are read again. */
const GATHERED_FOR = 500;
/**
 * Milliseconds between checks of runs that other windows or machines train or may resume. If another window
 * crashes, no event reports that its runs no longer train. On a network drive, no event reports what other
 * machines do.
 */
const LOOK_EVERY = 15_000;

/**
 * Detects runs that other windows or programs add, change or remove in the runs folder, and makes the run
 * manager read them again.
 */
export class StoreWatcher extends Owner {
  private watcher: vscode.Disposable | undefined;
  private readonly changed = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private folder: vscode.Uri | undefined;
  private newRuns: NewRuns | undefined;
  private isLooking = false;

  constructor(
    private readonly runManager: RunManager,
    private readonly report: (error: unknown) => void,
  ) {
    super();
    this.repeat(LOOK_EVERY, () => this.lookOutside());
    this.repeat(LOOK_FOR_NEW_EVERY, () => this.lookForNew());
  }

  /** Watches `folder`, and no longer the folder that was watched before. */
  watch(folder: vscode.Uri): void {
    this.watcher?.dispose();
    this.folder = folder;
    this.newRuns = new NewRuns(folder.fsPath);
    const pattern = new vscode.RelativePattern(folder, '{*,*/run.json,*/labels.json}');
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const look = (uri: vscode.Uri) => {
      const [id] = uri.path.slice(folder.path.length + 1).split('/');
      if (isRunId(id)) this.gather(id);
    };
    const events = [watcher.onDidCreate(look), watcher.onDidChange(look), watcher.onDidDelete(look)];
    this.watcher = vscode.Disposable.from(watcher, ...events);
  }

  override dispose(): void {
    super.dispose();
    this.watcher?.dispose();
    clearTimeout(this.timer);
  }

  /** Calls an action every `time` milliseconds until this object is disposed. */
  private repeat(time: number, action: () => Promise<void>): void {
    const timer = setInterval(() => void action().catch(this.report), time);
    this.own({ dispose: () => clearInterval(timer) });
  }

  private async lookOutside(): Promise<void> {
    const others = this.runManager.runs.filter(({ id }) => !this.runManager.isLive(id));
    for (const { id, elsewhere } of others) if (elsewhere) this.gather(id);
    const resting = others.filter(({ elsewhere }) => !elsewhere);
    if (this.folder !== undefined)
      for (const id of await changedOutside(this.folder.fsPath, resting)) this.gather(id);
  }

  private async lookForNew(): Promise<void> {
    const { runManager } = this;
    if (!runManager.isLoaded || this.isLooking) return;
    this.isLooking = true;
    try {
      const ids = runManager.runs.map(({ id }) => id).filter(id => !runManager.isLive(id));
      const has = (id: string) => runManager.run(id) !== undefined;
      for (const id of (await this.newRuns?.look({ has, ids })) ?? []) this.gather(id);
      if (this.changed.size > 0) await this.refresh();
    } finally {
      this.isLooking = false;
    }
  }

  /**
   * Schedules a run to be read again. Ignores a run with a worker in this window, because its record in
   * memory is newer than its file.
   */
  private gather(id: string): void {
    if (this.runManager.isLive(id)) return;
    this.changed.add(id);
    this.timer ??= setTimeout(() => void this.refresh().catch(this.report), GATHERED_FOR);
  }

  private async refresh(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const ids = [...this.changed];
    this.changed.clear();
    await this.runManager.refresh(ids);
  }
}
