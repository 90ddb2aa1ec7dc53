import type { MeasuredUnit } from '../protocol/experimentFigures';
import type { RunRecord, TrainTask } from '../protocol/run';

/** What a run trains for. Each name is also that of the command line's command. `train`: a language model. */
export type RunTask = 'train' | TrainTask;

type Tasks = Pick<RunRecord, 'labelling' | 'translation' | 'task'>;

/** Returns what a run trains for. */
export function taskOf({ labelling, translation, task }: Tasks): RunTask {
  if (translation) return 'translate';
  return labelling?.task ?? task ?? 'train';
}

/** Returns what the losses of a run are means over. */
export function lossUnitOf(run: Tasks): Exclude<MeasuredUnit, 'error'> {
  if (run.translation) return 'symbol';
  return run.labelling ? 'label' : undefined;
}

/** Returns whether a run trains a network that predicts the next token. */
export const isLanguageModel = (run: Tasks) => taskOf(run) === 'train';

/** Returns whether a run trains a network that scores texts: a language model, or a cloze model. */
export const scoresTexts = (run: Tasks) => isLanguageModel(run) || taskOf(run) === 'cloze';

/** Returns the task with which a run like this one is started. Undefined for a language model. */
export function startedTask(run: Tasks): TrainTask | undefined {
  const task = taskOf(run);
  return task === 'train' ? undefined : task;
}
