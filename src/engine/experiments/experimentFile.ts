import type { Node } from 'jsonc-parser';
import type { SettingValue } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import type { Configuration } from '../../settings/settings';
import { checkValidation } from '../configuration/combinations';
import { configure } from '../configuration/configure';
import { fields } from '../configuration/fields';
import { correctionOf } from './corrections';
import { conditionsIn, countConditions } from './designs';
import { type Design, type Experiment, type Measure, metrics, points } from './experiment';
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
import { textSourcesIn } from './textSources';
import { type NumberRange, valuesIn } from './variedValues';

const VERSION = 1;
/** Maximum number of runs. A file with more runs is rejected. */
export const MAX_RUNS = 100_000;
const MAX_STEPS = 1000;
const SEED = 'training.seed';
const END = 'training.maxIterations';
const FRACTION = 'validation.fraction';

const keys = [
  ...['$schema', 'version', 'name', 'text', 'validationText', 'encoding'],
  ...['settings', 'vary', 'seeds', 'design', 'measure', 'parallel'],
];
const settingNames = Object.keys(fields).filter(name => name !== SEED);

/**
 * Reads an experiment's file: JSON with comments. Throws an ExperimentFileError for the first error. Also
 * rejects settings that are invalid in combination.
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
  const settings = propertiesIn(nodeOf('settings'));
  const vary = propertiesIn(nodeOf('vary'));
  for (const [name, { key }] of vary)
    if (settings.has(name)) throw errorAt(key, { template: '"{0}" is also in "settings".', args: [name] });
  const validationText = nodeOf('validationText');
  const encoding = nodeOf('encoding');
  const experiment: Experiment = {
    name: textIn(required('name')),
    texts: textSourcesIn(required('text')),
    ...(validationText && { validationText: textIn(validationText) }),
    ...(encoding && { encoding: textIn(encoding) }),
    settings: Object.fromEntries([...settings].map(([name, { value }]) => [name, settingIn(value)])),
    vary: Object.fromEntries([...vary].map(([name, { value }]) => [name, variedIn(name, value)])),
    seeds: seedsIn(nodeOf('seeds')),
    design: designIn(nodeOf('design')),
    measure: measureIn(nodeOf('measure'), validationText !== undefined || settings.has(FRACTION)),
    parallel: parallelIn(nodeOf('parallel')),
  };
  checkSize(experiment, found);
  checkConditions(experiment, new Map([...settings, ...vary]));
  return experiment;
}

/** Returns the settings in an object of the file, by their names. */
function propertiesIn(node: Node | undefined): ReadonlyMap<string, Property> {
  const found = node ? propertiesOf(node) : new Map<string, Property>();
  for (const { name, key } of found.values()) {
    if (name === SEED) throw errorAt(key, { template: 'Give the seeds in "seeds".', args: [] });
    if (!settingNames.includes(name)) throw unknownName(key, settingNames);
  }
  return found;
}

function variedIn(name: string, node: Node): readonly SettingValue[] {
  if (node.type === 'object')
    return valuesIn(rangeIn(node), fields[name as keyof typeof fields].kind === 'integer');
  const values = entriesOf(node).map(settingIn);
  const twice = values.find((value, i) => values.indexOf(value) < i);
  if (twice === undefined) return values;
  throw errorAt(node, { template: '"{0}" is there twice.', args: [String(twice)] });
}

/**
 * Reads a range of numbers, such as `{ "log": [0.01, 0.3], "steps": 4 }`, or with `linear` instead of `log`.
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

function designIn(node: Node | undefined): Design {
  if (!node) return { kind: 'grid' };
  if (node.type !== 'object') return { kind: choiceIn(node, ['grid', 'oneFactor']) };
  const found = propertiesOf(node, ['random', 'seed']);
  const [count, seed] = [found.get('random')?.value, found.get('seed')?.value];
  if (!count) throw expected(node, '"grid", "oneFactor" or { "random": 20 }');
  return {
    kind: 'random',
    count: integerIn(count, 1, MAX_RUNS),
    seed: seed ? seedIn(seed) : 1,
  };
}

/**
 * Reads the measure. The default is the best loss on held-out text or, if the experiment has none, the last
 * loss on the training text.
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

function checkSize(experiment: Experiment, found: ReadonlyMap<string, Property>): void {
  const runs = countConditions(experiment) * experiment.seeds.length;
  if (runs <= MAX_RUNS) return;
  const place = found.get('vary') ?? found.get('seeds') ?? [...found.values()][0];
  throw errorAt(place.key, {
    template: 'These are {0} runs; the most is {1}. Choose the design { "random": 20 }, or fewer values.',
    args: [runs, MAX_RUNS],
  });
}

/**
 * Throws an ExperimentFileError for the first condition whose settings are invalid. Its position is that of
 * the setting that the error names.
 */
function checkConditions(experiment: Experiment, places: ReadonlyMap<string, Property>): void {
  for (const { values } of conditionsIn(experiment)) {
    try {
      checkCondition(experiment, configure({ ...experiment.settings, ...values }));
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
 * Returns the node of the entry that equals `value` in a list of values. If `node` is not a list, returns
 * `node` itself.
 */
const entryOf = (node: Node, value: SettingValue) =>
  (node.type === 'array' && node.children?.find(entry => entry.value === value)) || node;

/**
 * Throws a UserError for settings with which a run would never end, or would not measure the loss by which
 * conditions are compared.
 */
function checkCondition({ measure, validationText }: Experiment, configuration: Configuration): void {
  const isValidated = validationText !== undefined || configuration['validation.fraction'] > 0;
  checkValidation(configuration, isValidated);
  if (configuration[END] === 0)
    throw new UserError('The runs of an experiment must end: set {0} above 0.', [{ setting: END }], END);
  if (measure.metric === 'validation.loss' && !isValidated)
    throw new UserError(
      'The metric "validation.loss" needs a held-out text: set {0} (for example 0.1) or "validationText".',
      [{ setting: FRACTION }],
      FRACTION,
    );
}
