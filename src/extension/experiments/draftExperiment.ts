import { seedOf } from '../../common/conditions';
import { experimentText } from '../../common/experimentText';
import { USUAL_SEEDS } from '../../common/moreSeeds';
import { limitOf } from '../../common/runFigures';
import type { LabelTask, RunRecord, RunSettings, SettingValue } from '../../protocol/run';

/**
 * The parts of a new experiment's file that are different for an experiment on a text and for an experiment
 * that repeats runs.
 */
export interface ExperimentDraft {
  readonly name: string;
  /** What the networks label. Missing for language models. */
  readonly task?: LabelTask;
  /** The paths of the texts, relative to the experiment's file. */
  readonly texts: readonly string[];
  readonly validationText?: string;
  readonly settings: RunSettings;
  readonly vary: Readonly<Record<string, readonly SettingValue[]>>;
  readonly seeds: number | readonly number[];
}

const SEED = 'training.seed';
const END = 'training.maxIterations';
/** Default number of seeds, and default number of iterations, of a new experiment. */
export const USUAL = { seeds: USUAL_SEEDS, iterations: 20_000 };

/**
 * Names of settings that are not copied into an experiment: the seed, because an experiment lists its seeds
 * separately, and settings that affect only the speed.
 */
const left: readonly string[] = [SEED, 'kernels.threads', 'kernels.build'];

/**
 * Returns an experiment on a text that compares two activations. The user edits it to get the desired
 * experiment.
 */
export function draftForText(
  name: string,
  text: string,
  own: RunSettings,
  defaults: RunSettings,
): ExperimentDraft {
  const { 'model.activation': activation = 'tanh', ...others } = settingsForText(own, defaults);
  const values = ['tanh', 'logistic'].includes(String(activation)) ? [] : [activation];
  return {
    ...{ name, texts: [text], settings: others, seeds: USUAL.seeds },
    vary: { 'model.activation': ['tanh', 'logistic', ...values] },
  };
}

/**
 * Returns an experiment of one run on a text, for one of two partners. `change`: the setting in which their networks differ.
 * Both partners' runs have the same seed.
 */
export function draftForPartner(
  name: string,
  text: string,
  { own, defaults, change }: Readonly<Record<'own' | 'defaults' | 'change', RunSettings>>,
): ExperimentDraft {
  const settings = { ...settingsForText(own, defaults), ...change };
  return { name, texts: [text], settings, vary: {}, seeds: 1 };
}

/** Returns the settings of a new experiment on a text. Its runs end, and are judged on held-out text. */
function settingsForText(own: RunSettings, defaults: RunSettings): RunSettings {
  return {
    'model.hidden': defaults['model.hidden'],
    ...differing(own, defaults),
    [END]: (own[END] !== defaults[END] && Number(own[END])) || USUAL.iterations,
    'validation.fraction': Number(own['validation.fraction']) || 0.1,
  };
}

/**
 * Returns an experiment that repeats runs. Settings in which the runs differ are varied. Other settings are
 * copied if they differ from the defaults. The experiment has the seeds of the runs or, if all of these are
 * from 1 to 5, the default of five seeds.
 */
export function draftForRuns(
  name: string,
  runs: readonly RunRecord[],
  paths: Pick<ExperimentDraft, 'texts' | 'validationText' | 'task'>,
  defaults: RunSettings,
): ExperimentDraft {
  const names = Object.keys(defaults).filter(each => !left.includes(each));
  const valuesOf = (setting: string) => [
    ...new Set(
      runs.map(run => (setting === END ? endOf(run) : (run.settings[setting] ?? defaults[setting]))),
    ),
  ];
  const varied = names.filter(each => valuesOf(each).length > 1);
  const shared = names.flatMap(each => {
    const [value, ...others] = valuesOf(each);
    return others.length === 0 && (value !== defaults[each] || each === END) ? [[each, value] as const] : [];
  });
  const seeds = [...new Set(runs.map(seedOf))].sort((a, b) => a - b);
  const isUsual = seeds.every(seed => seed >= 1 && seed <= USUAL.seeds);
  return {
    ...{ name, ...paths, settings: Object.fromEntries(shared) },
    vary: Object.fromEntries(varied.map(each => [each, valuesOf(each)])),
    seeds: isUsual ? USUAL.seeds : seeds,
  };
}

/**
 * Returns the number of iterations for a run. The runs of an experiment must end, so a run without a limit
 * gets a number of iterations, too.
 */
const endOf = (run: RunRecord) => limitOf(run) || Math.max(run.iteration, USUAL.iterations);

const differing = (own: RunSettings, defaults: RunSettings): RunSettings =>
  Object.fromEntries(
    Object.entries(own).filter(([name, value]) => value !== defaults[name] && !left.includes(name)),
  );

/** Returns the text of an experiment's file. Each of the `hints` becomes a comment before it. */
export function fileOf(
  { name, task, texts, validationText, settings, vary, seeds }: ExperimentDraft,
  hints: readonly string[],
): string {
  const file = {
    ...{ version: 1, name, ...(task && { task }), text: texts.length === 1 ? texts[0] : texts },
    ...(validationText !== undefined && { validationText }),
    settings,
    ...(Object.keys(vary).length > 0 && { vary }),
    ...{ seeds, design: 'grid' },
  };
  return experimentText(file, hints);
}
