import type { Node } from 'jsonc-parser';
import type { ExperimentTask, RunSettings, SettingValue } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import type { Configuration } from '../../settings/settings';
import { checkValidation } from '../configuration/combinations';
import { configureTask } from '../configuration/trainingTask';
import { conditionsIn, countRuns } from './designs';
import type { Design, Experiment } from './experiment';
import { errorAt } from './fileErrors';
import type { Property } from './fileNodes';
import { hasBoundaries } from './generators';
import { rungEnd } from './halving';
import { foldSettings } from './plannedRuns';
import { correctionOf } from './suggestedValue';

/** Checks of an experiment as a whole. Errors refer to the properties of the experiment's file. */

/** Maximum number of runs of an experiment. A file with more is rejected. */
export const MAX_RUNS = 100_000;
const END = 'training.maxIterations';
const FRACTION = 'validation.fraction';
const PART = 'validation.part';

/** Throws an ExperimentFileError if the experiment has more than `MAX_RUNS` runs. */
export function checkSize(experiment: Experiment, found: ReadonlyMap<string, Property>): void {
  const runs = countRuns(experiment);
  if (runs <= MAX_RUNS) return;
  const place = found.get('vary') ?? found.get('seeds') ?? [...found.values()][0];
  throw errorAt(place.key, {
    template: 'These are {0} runs; the most is {1}. Choose the design { "random": 20 }, or fewer values.',
    args: [runs, MAX_RUNS],
  });
}

/**
 * Throws an ExperimentFileError if a file with cross-validation also specifies which text is held out: the
 * folds determine this.
 */
export function checkFolds(
  found: ReadonlyMap<string, Property>,
  settings: ReadonlyMap<string, Property>,
): void {
  const other = found.get('validationText') ?? settings.get(FRACTION) ?? settings.get(PART);
  if (other)
    throw errorAt(other.key, { template: 'The folds of the design choose what is held out.', args: [] });
}

/**
 * Throws an ExperimentFileError if a file with phases contains settings that conflict with them: a number of
 * iterations, a held-out part of the training text, folds, or successive halving.
 */
export function checkPhases(
  found: ReadonlyMap<string, Property>,
  settings: ReadonlyMap<string, Property>,
  { folds, rungs }: Design,
): void {
  const end = settings.get(END);
  if (end)
    throw errorAt(end.key, { template: 'The epochs of the phases give the number of iterations.', args: [] });
  const held = settings.get(FRACTION) ?? settings.get(PART);
  if (held)
    throw errorAt(held.key, {
      template: 'With phases, give the held-out text as "validationText".',
      args: [],
    });
  const design = found.get('design');
  if (design && (folds !== undefined || rungs !== undefined))
    throw errorAt(design.value, { template: 'Phases exclude "folds" and "halving".', args: [] });
}

/**
 * Throws an ExperimentFileError if a file of networks that are not language models has phases, or divides labelled
 * examples into folds.
 */
export function checkTask(
  task: ExperimentTask,
  found: ReadonlyMap<string, Property>,
  { design, texts }: Pick<Experiment, 'design' | 'texts'>,
): void {
  const phases = found.get('phases');
  if (phases) throw errorAt(phases.key, { template: 'Only language models read texts in phases.', args: [] });
  if (task === 'cloze') return;
  const [text, folded] = [found.get('text'), found.get('design')];
  if (folded && design.folds !== undefined)
    throw errorAt(folded.value, { template: 'Labelled examples cannot be divided into "folds".', args: [] });
  const generated = texts.flatMap(each => ('generator' in each ? each.generator : []));
  const isLabelled = task === 'tag' && generated.every(hasBoundaries);
  if (text && generated.length > 0 && !isLabelled)
    throw errorAt(text.value, {
      template:
        'Of the generated texts, only "spelling", "delayed-copy" and "delayed-reverse" have labels, for the task "tag". Name a file.',
      args: [],
    });
}

/**
 * Throws an ExperimentFileError for the first condition whose settings are invalid. The error is located at
 * the setting that it names.
 */
export function checkConditions(experiment: Experiment, places: ReadonlyMap<string, Property>): void {
  for (const { values } of conditionsIn(experiment)) {
    try {
      const folds = foldSettings(experiment.design, experiment.design.folds);
      const settings = { ...experiment.settings, ...values, ...folds };
      checkCondition(experiment, configureTask(experiment.task, settings));
      checkRungs(experiment, settings);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const name = error.setting ?? '';
      const place = places.get(name);
      if (!place) throw errorAt([...places.values()][0]?.value ?? { offset: 0, length: 1 }, error);
      const node = entryOf(place.value, values[name]);
      throw errorAt(node, error, correctionOf(name, node.value));
    }
  }
}

/**
 * Returns the entry of a list that has this value. If there is none, or the node is not a list, returns the
 * node itself.
 */
const entryOf = (node: Node, value: SettingValue) =>
  (node.type === 'array' && node.children?.find(entry => entry.value === value)) || node;

/**
 * Throws a UserError for settings with which a run would never end, or would not measure the loss by which
 * conditions are compared.
 */
function checkCondition({ measure, task, validationText }: Experiment, configuration: Configuration): void {
  const isValidated = validationText !== undefined || configuration['validation.fraction'] > 0;
  checkValidation(configuration, isValidated);
  if (configuration[END] === 0)
    throw new UserError('The runs of an experiment must end: set {0} above 0.', [{ setting: END }], END);
  if (measure.metric === 'validation.errorRate' && (task === undefined || task === 'cloze'))
    throw new UserError('The metric "validation.errorRate" is only for the tasks classify and tag.');
  if (measure.metric !== 'training.loss' && !isValidated)
    throw new UserError(
      'The metric "{1}" needs a held-out text: set {0} (for example 0.1) or "validationText".',
      [{ setting: FRACTION }, measure.metric],
      FRACTION,
    );
}

/**
 * Throws a UserError if two rungs of successive halving would end at the same iteration, because the loss is
 * measured too rarely.
 */
function checkRungs({ design: { rungs }, measure, task }: Experiment, settings: RunSettings): void {
  if (rungs === undefined) return;
  const ends = Array.from({ length: rungs }, (_, rung) => rungEnd({ settings, task }, rung, rungs, measure));
  if (ends.every((end, rung) => rung === 0 || end > ends[rung - 1])) return;
  const interval = measure.metric === 'training.loss' ? 'metrics.interval' : 'validation.interval';
  throw new UserError(
    'The {0} rungs need a loss measured after {1} iterations. Lower {2}, raise {3}, or choose fewer rungs.',
    [rungs, Math.ceil(Number(ends[rungs - 1]) / 2 ** (rungs - 1)), { setting: interval }, { setting: END }],
    interval,
  );
}
