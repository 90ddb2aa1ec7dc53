import * as vscode from 'vscode';
import { hasEnded } from '../../common/hasEnded';
import { plural } from '../../common/plural';
import { nextPause, SHORTEST_PAUSE } from '../../common/pollingPause';
import type { ClusterExperiment, DueRunId } from '../../protocol/experiment';
import type { Message } from '../../protocol/message';
import { UserError } from '../../protocol/userError';
import type { Services } from '../core/services';
import { count } from '../format/numbers';
import { messageText } from '../messages';
import { showWarning } from '../notify';
import type { PreparedExperiment, RoundTrainer } from './activeExperiment';

type Needs = Pick<Services, 'runManager' | 'storage'>;

/**
 * Trains the runs of an experiment on a cluster: submits those that are in no queue as one job, and waits until all have
 * left the queue. If the window closes, the job continues.
 */
export class TrainingOnCluster implements RoundTrainer {
  private pause = SHORTEST_PAUSE;
  private wake: () => void = () => undefined;
  private isStopped = false;
  private isSilent = false;

  /** `file`: the path of the experiment's file. */
  constructor(
    private readonly experiment: PreparedExperiment,
    private readonly file: string,
    private readonly services: Needs,
  ) {}

  async train(due: readonly DueRunId[]): Promise<void> {
    const ids = due.map(({ id }) => id);
    await this.channel.request('submitRuns', { ...this.params, due: ids });
    if (this.isStopped) await this.cancel(); // stopped while the job was submitted
    for (this.pause = SHORTEST_PAUSE; ; this.pause = nextPause(this.pause)) {
      const queued = await this.channel.request('queuedRuns', this.params);
      await this.services.runManager.refresh(ids);
      if ('noAnswer' in queued) this.warnOnce(queued.noAnswer);
      else if (queued.training + queued.waiting === 0) break;
      else this.isSilent = false;
      await this.wait();
    }
    if (!this.isStopped) this.warnOfUnfinished(due);
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await this.cancel();
    this.pause = SHORTEST_PAUSE; // the runs are saved and leave the queue soon
    this.wake();
  }

  private cancel(): Promise<void> {
    return this.channel.request('cancelRuns', this.params);
  }

  private wait(): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, this.pause);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private get channel() {
    return this.services.storage.channel;
  }

  private get params(): ClusterExperiment {
    const { source, runs } = this.experiment;
    return { source, ids: runs.map(({ id }) => id), file: this.file };
  }

  private warnOnce(message: Message): void {
    if (this.isSilent) return;
    this.isSilent = true;
    const reason = messageText(new UserError(message.template, message.args));
    void showWarning(vscode.l10n.t('{0} Its jobs continue, and it is asked again.', reason));
  }

  /** Says where the output of the jobs is if runs left the queue unfinished. */
  private warnOfUnfinished(due: readonly DueRunId[]): void {
    const { runManager } = this.services;
    const unfinished = due.filter(({ id, until = Number.POSITIVE_INFINITY }) => {
      const record = runManager.run(id);
      return !hasEnded(record) && !((record?.iteration ?? 0) >= until);
    });
    if (unfinished.length === 0) return;
    const { t } = vscode.l10n;
    const args = [count(unfinished.length), this.experiment.name];
    void showWarning(
      plural(
        unfinished.length,
        t(
          '{0} run of "{1}" left the queue before it was finished. The output of the jobs is in the folder "slurm" beside the runs.',
          ...args,
        ),
        t(
          '{0} runs of "{1}" left the queue before they were finished. The output of the jobs is in the folder "slurm" beside the runs.',
          ...args,
        ),
      ),
    );
  }
}
