import type { LabelReadingResult } from '../../protocol/labelFigures';
import type { LabelTask, RunRecord } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import type { ActiveModel, ModelChoice, NamedModel } from '../core/activeModel';
import type { LabelWorker } from '../core/labelWorker';
import type { RunManager } from '../core/runManager';

/** Labels of a text, with the name of the model that predicted them. */
export type NamedLabels = LabelReadingResult & { readonly model: string };

/** Predicts labels with classifiers and taggers. */
export class LabelPredictions {
  constructor(
    private readonly worker: LabelWorker,
    private readonly runManager: RunManager,
    private readonly activeModel: ActiveModel,
  ) {}

  /** What the active model labels. Undefined if it is a language model, or if there is none. */
  get activeTask(): LabelTask | undefined {
    return this.activeModel.record?.labelling?.task;
  }

  /** Labels a text with the active model. Undefined if it is a language model, or if there is none. */
  async withActive(text: string): Promise<NamedLabels | undefined> {
    await this.runManager.load();
    const { choice } = this.activeModel;
    return this.activeTask === undefined || !choice ? undefined : this.predict(choice, text);
  }

  /**
   * Labels a text with the active model or, if that has another task, with the newest run of this task. Throws a UserError if
   * there is none.
   */
  async withTask(task: LabelTask, text: string): Promise<NamedLabels> {
    await this.runManager.load();
    const { choice } = this.activeModel;
    if (choice && this.activeTask === task) return this.predict(choice, text);
    const run = this.runManager.runs.find(({ labelling }) => labelling?.task === task);
    if (!run) throw noRunOf(task);
    return this.predict(choiceOf(run), text);
  }

  private async predict(choice: ModelChoice, text: string): Promise<NamedLabels> {
    const { name, reference } = this.activeModel.named(choice);
    return { ...(await this.request(reference, text)), model: name };
  }

  private request(reference: NamedModel['reference'], text: string): Promise<LabelReadingResult> {
    if (reference.kind !== 'run') throw new Error('only runs have labels');
    return this.worker.channel.request('predict', { model: reference, text });
  }
}

const choiceOf = ({ id }: RunRecord): ModelChoice => ({ kind: 'run', id, checkpoint: 'usual' });

function noRunOf(task: LabelTask): UserError {
  return task === 'tag'
    ? new UserError('There is no tagger yet. Train one with "Train Tagger on This File".')
    : new UserError('There is no classifier yet. Train one with "Train Classifier on This File".');
}
