import { hasEnded } from '../../common/hasEnded';
import type { DueRunId, ExperimentRun } from '../../protocol/experiment';
import type { StartParams } from '../../protocol/trainer';
import type { RunManager } from '../core/runManager';
import type { RunGroup, RunQueue } from '../core/runQueue';
import type { PreparedExperiment, RoundTrainer } from './activeExperiment';

type RunTexts = Pick<StartParams, 'text' | 'phases'>;

/** Trains the runs of an experiment on this machine, as cores become free. */
export class LocalTraining implements RoundTrainer {
  private readonly prepared = new Map<string, Promise<RunTexts>>();
  private group: RunGroup | undefined;

  constructor(
    private readonly experiment: PreparedExperiment,
    private readonly runManager: RunManager,
    private readonly queue: RunQueue,
  ) {}

  async train(due: readonly DueRunId[]): Promise<void> {
    const runs = new Map(this.experiment.runs.map(run => [run.id, run]));
    const waiting = due.flatMap(({ id, until }) => {
      const run = runs.get(id);
      return run ? [{ id, begin: () => this.begin(run, until) }] : [];
    });
    this.group = this.queue.add(waiting, { limit: this.experiment.parallel, isQuiet: true });
    await this.group.done;
  }

  async stop(): Promise<void> {
    await this.group?.stop();
  }

  /**
   * Starts a run or resumes it from its newest checkpoint, and returns its id. Undefined if the run needs no more
   * training or another process trains it.
   */
  private async begin(run: ExperimentRun, until: number | undefined): Promise<string | undefined> {
    if (await this.isTaken(run.id, until)) return undefined;
    try {
      const { id } = await this.startOrResume(run, until);
      return id;
    } catch (error) {
      // Ignores the error if another process has started the run in the meantime. A process locks a run before
      // it creates the run's record, so both the lock and the record are checked.
      if ((await this.experiment.isOpenElsewhere(run.id)) || (await this.isTaken(run.id, until)))
        return undefined;
      throw error;
    }
  }

  private async isTaken(id: string, until = Number.POSITIVE_INFINITY): Promise<boolean> {
    await this.runManager.refresh([id]);
    const record = this.runManager.run(id);
    return hasEnded(record) || record?.elsewhere === true || (record?.iteration ?? 0) >= until;
  }

  private async startOrResume(run: ExperimentRun, until: number | undefined) {
    const { id, settings, text } = run;
    const known = this.runManager.run(id);
    if (known?.state === 'running' && this.runManager.isLive(id)) return known;
    if (known) return this.runManager.resume(id, {}, until);
    const { name, task, texts } = this.experiment;
    const own = await this.textOf(text);
    return this.runManager.start({
      ...{ ...own, id, name, task, settings, until, text: copyOf(own.text) },
      ...(texts.validationText && { validationText: copyOf(texts.validationText) }),
    });
  }

  private async textOf(name: string): Promise<RunTexts> {
    const { texts, isPhased } = this.experiment;
    const opened = texts.texts[name];
    if (opened && !isPhased) return { text: opened };
    const prepared = this.prepared.get(name) ?? this.experiment.prepareText(name);
    this.prepared.set(name, prepared);
    return prepared;
  }
}

/**
 * Returns a copy of a text that is in memory, because starting a run may transfer the bytes of the text to
 * the worker.
 */
const copyOf = (text: StartParams['text']): StartParams['text'] =>
  'bytes' in text ? { ...text, bytes: text.bytes.slice() } : text;
