// Generates media/experiment.schema.json. VS Code uses it to complete and check the files of experiments.
import { typeOf } from './manifest.mjs';
import { generatorNames, labelSettingNames, runSettings, settings, withSettingNames } from './table.mjs';

/** The names of all settings except the seed, because an experiment lists its seeds separately. */
const names = [...runSettings.filter(name => name !== 'training.seed'), ...labelSettingNames];

export function experimentSchema() {
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/**
 * Returns the description of a setting. Other settings in it have the names under which an experiment's file
 * contains them.
 * @type {(name: string) => string}
 */
const descriptionOf = name => withSettingNames(settings[name].description, each => each);

/**
 * Returns the schema of a setting's value. It does not allow null, which is valid only in VS Code's settings.
 * @type {(name: string) => object}
 */
function valueSchema(name) {
  const { default: byDefault, type, ...range } = typeOf(settings[name]);
  const [first] = [type].flat();
  return { type: first, ...(byDefault !== null && { default: byDefault }), ...range };
}

/**
 * Returns the schema of an object whose keys are names of settings.
 * @type {(schemaOf: (name: string) => object) => object}
 */
const bySetting = schemaOf => ({
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(
    names.map(name => [name, { markdownDescription: descriptionOf(name), ...schemaOf(name) }]),
  ),
});

/**
 * Returns the schema of a range of numbers on a linear or logarithmic scale.
 * @type {(scale: string, end: object, description: string) => object}
 */
const rangeOf = (scale, end, description) => ({
  type: 'object',
  description,
  additionalProperties: false,
  required: [scale, 'steps'],
  properties: {
    [scale]: { type: 'array', items: end, minItems: 2, maxItems: 2 },
    steps: { type: 'integer', minimum: 2, maximum: 1000 },
  },
});

/**
 * Returns the schema of the values over which a setting varies.
 * @type {(name: string) => object}
 */
function variedOf(name) {
  const list = { type: 'array', items: valueSchema(name), minItems: 1, uniqueItems: true };
  if (!['integer', 'number'].includes(settings[name].kind)) return list;
  const positive = { type: 'number', exclusiveMinimum: 0 };
  const log = rangeOf('log', positive, 'Numbers from the first to the second, in steps of equal ratio.');
  const linear = rangeOf(
    'linear',
    { type: 'number' },
    'Numbers from the first to the second, in equal steps.',
  );
  return { anyOf: [list, log, linear] };
}

const path = { type: 'string', minLength: 1 };
const generated = {
  type: 'object',
  description: "The text of one of Elman's experiments.",
  additionalProperties: false,
  required: ['generator'],
  properties: {
    generator: { enum: generatorNames },
    number: {
      type: 'integer',
      minimum: 1,
      maximum: 10_000_000,
      description: 'Number of bits, consonants or sentences.',
    },
    seed: { type: 'integer', minimum: 0, maximum: 2 ** 32 - 1, default: 1 },
    complex: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      default: 0.5,
      description: 'Share of sentences with a relative clause.',
    },
    delay: {
      type: 'integer',
      minimum: 0,
      maximum: 1000,
      default: 10,
      description: 'Number of waiting steps of delayed-copy and delayed-reverse.',
    },
  },
};
const text = { anyOf: [path, generated] };
const seed = { type: 'integer', minimum: 0, maximum: 2 ** 32 - 1 };
const name = { type: 'string', pattern: '^[A-Za-z0-9_][A-Za-z0-9_.,-]*$' };
const slurm = {
  type: 'object',
  additionalProperties: false,
  required: ['slurm'],
  properties: {
    slurm: {
      type: 'object',
      additionalProperties: false,
      properties: {
        partition: { ...name, description: 'Partition of the cluster.' },
        account: { ...name, description: 'Account that is charged.' },
        time: { type: 'string', description: 'Time limit of a run, such as 01:00:00.' },
        memory: { type: 'string', pattern: '^\\d+[KMGT]?$', description: 'Memory of a run, such as 2G.' },
        cpus: { type: 'integer', minimum: 1, maximum: 1024, default: 1, description: 'Cores of a run.' },
        atOnce: {
          type: 'integer',
          minimum: 1,
          maximum: 100_000,
          description: 'Maximum number of runs that train at the same time.',
        },
        modules: {
          type: 'array',
          items: { type: 'string' },
          minItems: 1,
          description: 'Environment modules that are loaded first.',
        },
      },
    },
  },
};
const count = { type: 'integer', minimum: 1, maximum: 999_999_999 };
const schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Experiment of Elman Lab',
  allowComments: true,
  allowTrailingCommas: true,
  type: 'object',
  additionalProperties: false,
  required: ['version', 'name'],
  anyOf: [{ required: ['text'] }, { required: ['phases'] }],
  properties: {
    $schema: { type: 'string' },
    version: { const: 1, description: 'Version of the format.' },
    name: { type: 'string', minLength: 1, description: 'Name of the experiment and of its runs.' },
    task: {
      enum: ['classify', 'tag', 'cloze'],
      description:
        'What the networks learn: the label of each line, the tag of each token, or each token from both sides. Without it, they are language models.',
    },
    text: {
      description: 'Path of the text, relative to this file, or a generated text; or a list of these.',
      anyOf: [path, generated, { type: 'array', items: text, minItems: 1 }],
    },
    validationText: { ...path, description: 'Path of the held-out text, unless it is a part of the text.' },
    encoding: { ...path, description: 'Encoding of the texts, unless it is UTF-8.' },
    settings: { description: 'Settings that all runs share.', ...bySetting(valueSchema) },
    vary: { description: 'Values of each setting that varies.', ...bySetting(variedOf) },
    seeds: {
      description: 'Number of seeds, 1, 2, 3 ..., or the seeds themselves.',
      anyOf: [
        { type: 'integer', minimum: 1, maximum: 100_000 },
        { type: 'array', items: seed, minItems: 1 },
      ],
      default: 1,
    },
    design: {
      description: 'How values are combined.',
      anyOf: [
        {
          enum: ['grid', 'oneFactor'],
          enumDescriptions: ['Each value with each.', 'One setting differs from the first values at a time.'],
        },
        {
          type: 'object',
          description:
            'Draws cells of the grid, holds out each part of the text in turn, or drops conditions early.',
          additionalProperties: false,
          anyOf: [{ required: ['random'] }, { required: ['folds'] }, { required: ['halving'] }],
          properties: {
            random: {
              type: 'integer',
              minimum: 1,
              maximum: 100_000,
              description: 'Number of cells of the grid that are drawn.',
            },
            seed: { ...seed, description: 'Seed of the drawing.' },
            folds: {
              type: 'integer',
              minimum: 2,
              maximum: 1000,
              description: 'Number of parts of the text, each of which is held out once.',
            },
            halving: {
              type: 'integer',
              minimum: 2,
              maximum: 20,
              description:
                'Number of rungs. At the end of each, the better half of the conditions continues.',
            },
          },
        },
      ],
      default: 'grid',
    },
    measure: {
      type: 'object',
      description: 'The figure by which conditions are compared: the loss, or the share of wrong labels.',
      additionalProperties: false,
      properties: {
        metric: { enum: ['validation.loss', 'training.loss', 'validation.errorRate'] },
        at: { enum: ['best', 'last'] },
      },
    },
    parallel: {
      type: 'integer',
      minimum: 0,
      maximum: 1024,
      default: 0,
      description: 'Number of runs that train at the same time; 0: one per core.',
    },
    phases: {
      type: 'array',
      description: 'Texts that every run reads one after another.',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['epochs'],
        properties: {
          text: { ...text, description: 'Text of the phase; by default, that of the experiment.' },
          epochs: { type: 'integer', minimum: 1, maximum: 1_000_000, description: 'Number of passes.' },
          resetEvery: {
            description:
              'Number of tokens after which the hidden state is cleared, or its least and greatest value.',
            anyOf: [count, { type: 'array', items: count, minItems: 2, maxItems: 2 }],
          },
        },
      },
    },
    launch: {
      description: 'Where the runs train: on this machine, or as a job array of Slurm.',
      anyOf: [{ enum: ['local'] }, slurm],
      default: 'local',
    },
  },
};
