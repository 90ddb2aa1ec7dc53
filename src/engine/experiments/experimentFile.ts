import type { Node } from 'jsonc-parser';
import type { SettingValue } from '../../protocol/run';
import {
  configureTask,
  fieldNamed,
  hasEffect,
  settingNamesFor,
  type TaskOrNone,
  trainingTasks,
} from '../configuration/trainingTask';
import { type Design, type Experiment, type Measure, metrics, points } from './experiment';
import { checkConditions, checkFolds, checkPhases, checkSize, checkTask, MAX_RUNS } from './fileChecks';
import { errorAt } from './fileErrors';
import {
  choiceIn,
  entriesOf,
  expected,
  integerIn,
  numberIn,
  type Property,
  parse,
  propertiesOf,
  seedIn,
  settingIn,
  textIn,
  unknownName,
} from './fileNodes';
import { launchIn } from './launch';
import { type ExperimentPhase, phasesIn } from './phaseList';
import type { TextSource } from './textSource';
import { textSourcesIn } from './textSources';
import { type NumberRange, valuesIn } from './variedValues';

const VERSION = 1;
const MAX_STEPS = 1000;
const MAX_FOLDS = 1000;
const MAX_RUNGS = 20;
const SEED = 'training.seed';
const FRACTION = 'validation.fraction';

const keys = [
  ...['$schema', 'version', 'name', 'task', 'text', 'validationText', 'encoding'],
  ...['settings', 'vary', 'seeds', 'design', 'measure', 'parallel', 'launch', 'phases'],
];

/**
 * Reads an experiment's file: JSON with comments. Throws an ExperimentFileError for the first error. Settings
 * that are invalid in combination are errors too.
 */
export function readExperiment(source: string): Experiment {
  const root = parse(source);
  const found = propertiesOf(root, keys);
  const nodeOf = (name: string) => found.get(name)?.value;
  const required = (name: string) => {
    const value = nodeOf(name);
    if (value) return value;
    throw errorAt({ offset: root.offset, length: 1 }, { template: '"{0}" is missing.', args: [name] });
  };
  integerIn(required('version'), VERSION, VERSION);
  const taskNode = nodeOf('task');
  const task = taskNode && choiceIn(taskNode, trainingTasks);
  const settings = propertiesIn(nodeOf('settings'), task);
  const vary = propertiesIn(nodeOf('vary'), task);
  for (const [name, { key }] of vary)
    if (settings.has(name)) throw errorAt(key, { template: '"{0}" is also in "settings".', args: [name] });
  const validationText = nodeOf('validationText');
  const encoding = nodeOf('encoding');
  const design = designIn(nodeOf('design'));
  if (design.folds !== undefined) checkFolds(found, new Map([...settings, ...vary]));
  const phases = phasesIn(nodeOf('phases'));
  if (phases.length > 0) checkPhases(found, new Map([...settings, ...vary]), design);
  const experiment: Experiment = {
    name: textIn(required('name')),
    ...(task && { task }),
    texts: textsIn(nodeOf('text'), phases) ?? textSourcesIn(required('text')),
    ...(validationText && { validationText: textIn(validationText) }),
    ...(encoding && { encoding: textIn(encoding) }),
    settings: Object.fromEntries([...settings].map(([name, { value }]) => [name, settingIn(value)])),
    vary: Object.fromEntries([...vary].map(([name, { value }]) => [name, variedIn(name, value)])),
    seeds: seedsIn(nodeOf('seeds')),
    design,
    measure: measureIn(
      nodeOf('measure'),
      validationText !== undefined ||
        settings.has(FRACTION) ||
        design.folds !== undefined ||
        isValidatedByDefault(task),
    ),
    parallel: parallelIn(nodeOf('parallel')),
    launch: launchIn(nodeOf('launch')),
    phases,
  };
  if (task !== undefined) checkTask(task, found, experiment);
  checkSize(experiment, found);
  checkConditions(experiment, new Map([...settings, ...vary]));
  return experiment;
}

/**
 * If the file has no "text" and every phase has a text of its own, returns the text of the first phase.
 * Returns undefined in all other cases.
 */
function textsIn(
  node: Node | undefined,
  phases: readonly ExperimentPhase[],
): readonly TextSource[] | undefined {
  const own = phases.flatMap(({ text }) => text ?? []);
  return !node && own.length > 0 && own.length === phases.length ? [own[0]] : undefined;
}

const isValidatedByDefault = (task: TaskOrNone) => configureTask(task, {})[FRACTION] > 0;

/** Returns the settings in an object of the file by name. Empty if the object is missing. */
function propertiesIn(node: Node | undefined, task: TaskOrNone): ReadonlyMap<string, Property> {
  const found = node ? propertiesOf(node) : new Map<string, Property>();
  for (const { name, key } of found.values()) {
    if (name === SEED) throw errorAt(key, { template: 'Give the seeds in "seeds".', args: [] });
    const names = settingNamesFor(task).filter(each => each !== SEED);
    if (!names.includes(name)) throw unknownName(key, names);
    if (!hasEffect(name, task))
      throw errorAt(key, {
        template: 'The setting {0} has no effect on this task. Leave it out.',
        args: [name],
      });
  }
  return found;
}

function variedIn(name: string, node: Node): readonly SettingValue[] {
  if (node.type === 'object') return valuesIn(rangeIn(node), fieldNamed(name)?.kind === 'integer');
  const values = entriesOf(node).map(settingIn);
  const twice = values.find((value, i) => values.indexOf(value) < i);
  if (twice === undefined) return values;
  throw errorAt(node, { template: '"{0}" is there twice.', args: [String(twice)] });
}

/**
 * Reads a range of numbers:
 *
 *     { "log": [0.01, 0.3], "steps": 4 }
 *     { "linear": [0, 1], "steps": 5 }
 */
function rangeIn(node: Node): NumberRange {
  const scale = propertiesOf(node).has('linear') ? 'linear' : 'log';
  const found = propertiesOf(node, [scale, 'steps']);
  const [ends, steps] = [found.get(scale)?.value, found.get('steps')?.value];
  if (!ends || !steps) {
    throw expected(node, 'a list, or { "log": [0.01, 1], "steps": 3 }, or the same with "linear"');
  }
  const numbers = entriesOf(ends).map(numberIn);
  const isValid = numbers.length === 2 && (scale === 'linear' || numbers.every(number => number > 0));
  if (!isValid) throw expected(ends, 'two numbers, above 0 for "log"');
  return { scale, from: numbers[0], to: numbers[1], steps: integerIn(steps, 2, MAX_STEPS) };
}

/** Reads the seeds, given as a list or as a number n, which means the seeds 1 to n. */
function seedsIn(node: Node | undefined): readonly number[] {
  if (!node) return [1];
  if (node.type !== 'array') return Array.from({ length: integerIn(node, 1, MAX_RUNS) }, (_, i) => i + 1);
  return [...new Set(entriesOf(node).map(seedIn))];
}

/**
 * Reads the design: a name such as "grid", or an object with at least one of "random", "folds" and "halving".
 * Example:
 *
 *     { "random": 20, "seed": 1, "folds": 5, "halving": 3 }
 */
function designIn(node: Node | undefined): Design {
  if (!node) return { kind: 'grid' };
  if (node.type !== 'object') return { kind: choiceIn(node, ['grid', 'oneFactor']) };
  const found = propertiesOf(node, ['random', 'seed', 'folds', 'halving']);
  const [count, seed, folds, rungs] = ['random', 'seed', 'folds', 'halving'].map(
    name => found.get(name)?.value,
  );
  if (!count && !folds && !rungs)
    throw expected(node, '"grid", "oneFactor" or an object with "random", "folds" or "halving"');
  const cells = count
    ? { kind: 'random' as const, count: integerIn(count, 1, MAX_RUNS), seed: seed ? seedIn(seed) : 1 }
    : { kind: 'grid' as const };
  return {
    ...cells,
    ...(folds && { folds: integerIn(folds, 2, MAX_FOLDS) }),
    ...(rungs && { rungs: integerIn(rungs, 2, MAX_RUNGS) }),
  };
}

/**
 * Reads the loss by which conditions are compared. The default is the best loss on held-out text or, if the
 * experiment has none, the last loss on the training text.
 */
function measureIn(node: Node | undefined, isValidated: boolean): Measure {
  const found = node ? propertiesOf(node, ['metric', 'at']) : new Map<string, Property>();
  const [metric, at] = [found.get('metric')?.value, found.get('at')?.value];
  return {
    metric: metric ? choiceIn(metric, metrics) : isValidated ? 'validation.loss' : 'training.loss',
    at: at ? choiceIn(at, points) : isValidated ? 'best' : 'last',
  };
}

const parallelIn = (node: Node | undefined) => (node ? integerIn(node, 0, 1024) : 0);
