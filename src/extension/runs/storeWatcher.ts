import * as vscode from 'vscode';
import type { RunDesk } from '../lab/runDesk';

/** Milliseconds in which changes are gathered. */
const GATHERED_FOR = 500;
/** Milliseconds between looks at runs that other windows train: a window that dies says nothing. */
const LOOK_EVERY = 15_000;

/** Tells the desk of runs that other windows or programs make, change or remove in the folder of runs. */
export class StoreWatcher {
  private watcher: vscode.Disposable | undefined;
  private readonly changed = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private readonly looking: NodeJS.Timeout;

  constructor(
    private readonly desk: RunDesk,
    private readonly report: (error: unknown) => void,
  ) {
    this.looking = setInterval(() => {
      for (const { id, elsewhere } of desk.runs) if (elsewhere) this.gather(id);
    }, LOOK_EVERY);
  }

  /** From now on in this folder. */
  watch(folder: string): void {
    this.watcher?.dispose();
    const home = vscode.Uri.file(folder);
    const pattern = new vscode.RelativePattern(home, '{*,*/run.json,*/labels.json}');
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const look = (uri: vscode.Uri) => {
      const [id] = uri.path.slice(home.path.length + 1).split('/');
      if (/^\d{8}T\d{6}-/.test(id)) this.gather(id);
    };
    const events = [watcher.onDidCreate(look), watcher.onDidChange(look), watcher.onDidDelete(look)];
    this.watcher = vscode.Disposable.from(watcher, ...events);
  }

  dispose(): void {
    this.watcher?.dispose();
    clearTimeout(this.timer);
    clearInterval(this.looking);
  }

  /** A run that trains here is known better than by its files. */
  private gather(id: string): void {
    if (this.desk.isLive(id)) return;
    this.changed.add(id);
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      const ids = [...this.changed];
      this.changed.clear();
      void this.desk.refresh(ids).catch(this.report);
    }, GATHERED_FOR);
  }
}
