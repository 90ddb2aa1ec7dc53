import * as vscode from 'vscode';
import { canResume } from '../../common/canResume';
import { fullName } from '../../common/runNames';
import type { RunRecord } from '../../protocol/run';
import type { RunManager } from '../core/runManager';
import { Owner } from '../disposableOwner';
import type { Messages } from '../messages';
import { showInformation } from '../notify';
import { alwaysResume, readResumption } from '../settings';
import { whileReading } from '../training/readingProgress';
import type { TrainingList } from './trainingList';

/**
 * Reports the runs that were paused when this window last closed. Resumes them if `elman.runs.resume` says
 * so.
 */
export class SuspendedRuns extends Owner {
  private written: readonly string[] = [];
  private writing: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly runManager: RunManager,
    private readonly list: TrainingList,
    private readonly messages: Pick<Messages, 'guard'>,
  ) {
    super();
  }

  /**
   * Reports the runs of the window's last session. After that, stores the ids of the runs that train in this
   * session.
   */
  async open(): Promise<void> {
    const ids = await this.list.read();
    this.written = ids;
    this.own(this.runManager.onDidChange(() => this.keep()));
    this.keep();
    if (ids.length === 0) return;
    await this.runManager.load();
    const found = await Promise.all(ids.map(id => this.ended(id)));
    const suspended = found.filter(run => run !== undefined);
    if (suspended.length > 0) await this.report(suspended);
  }

  /** Resolves when the list of the runs that are training is stored. */
  async settled(): Promise<void> {
    await this.writing;
  }

  private keep(): void {
    const { runs } = this.runManager;
    const ids = runs.filter(({ id, state }) => state === 'running' && this.runManager.isLive(id));
    const now = ids.map(({ id }) => id);
    if (now.join() === this.written.join()) return;
    this.written = now;
    // Ignores an error, whose only effect is that the next session does not report these runs.
    this.writing = this.writing.then(() => this.list.write(now)).catch(() => undefined);
  }

  /**
   * Waits until the process of the window's last session has saved a run, and returns the run. Undefined if
   * the run was deleted or has reached its end meanwhile.
   */
  private ended(id: string): Promise<RunRecord | undefined> {
    return new Promise(resolve => {
      const look = () => {
        const run = this.runManager.run(id);
        // Waits: the process of the last session is still saving the run.
        if (run?.state === 'running' && !this.runManager.isLive(id)) return;
        following.dispose();
        resolve(run && canResume(run) && run.state !== 'failed' ? run : undefined);
      };
      const following = this.own(this.runManager.onDidChange(look));
      look();
    });
  }

  private async report(runs: readonly RunRecord[]): Promise<void> {
    const setting = readResumption();
    if (setting === 'always') return this.resume(runs);
    if (setting === 'never') return;
    const { t } = vscode.l10n;
    const resume = runs.length === 1 ? t('Resume') : t('Resume All');
    const always = t('Always Resume');
    const message =
      runs.length === 1
        ? t('The run "{0}" was paused when the window closed.', fullName(runs[0]))
        : t('{0} runs were paused when the window closed.', runs.length);
    void showInformation(message, resume, always).then(
      this.messages.guard(async choice => {
        if (choice === always) await alwaysResume();
        if (choice !== undefined) await this.resume(runs);
      }),
    );
  }

  private async resume(runs: readonly RunRecord[]): Promise<void> {
    const { runManager } = this;
    for (const run of runs) await whileReading(runManager, run, () => runManager.resume(run.id));
  }
}
