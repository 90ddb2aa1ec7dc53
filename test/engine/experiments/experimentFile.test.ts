import assert from 'node:assert/strict';
import { countConditions } from '../../../src/engine/experiments/designs';
import { readExperiment } from '../../../src/engine/experiments/experimentFile';
import { ExperimentFileError, located } from '../../../src/engine/experiments/fileErrors';

const head = '"version": 1, "name": "n", "text": "t.txt"';

/** Returns the error in an experiment's file as `line:column: message`. Empty if there is none. */
function errorOf(source: string): string {
  try {
    readExperiment(source);
    return '';
  } catch (error) {
    if (!(error instanceof ExperimentFileError)) throw error;
    return located(source, 'f', error).message;
  }
}

describe('the file of an experiment', () => {
  it('may have comments, a byte order mark and a comma at the end', () => {
    const { settings, vary, seeds, design, measure } = readExperiment(`\uFEFF{ // first
      ${head}, /* second */
      "settings": { "model.hidden": 20, },
      "vary": { "model.activation": ["tanh", "relu"] },
    }`);
    assert.deepEqual(settings, { 'model.hidden': 20 });
    assert.deepEqual(vary, { 'model.activation': ['tanh', 'relu'] });
    assert.deepEqual([seeds, design], [[1], { kind: 'grid' }]);
    assert.deepEqual(measure, { metric: 'training.loss', at: 'last' });
  });

  it('gives values as a list, in logarithmic or in equal steps', () => {
    const { vary } = readExperiment(`{ ${head}, "vary": {
      "training.learningRate": { "log": [0.01, 0.3], "steps": 4 },
      "model.hidden": { "log": [2, 16], "steps": 10 },
      "model.dropout": { "linear": [0, 0.5], "steps": 3 } } }`);
    assert.deepEqual(vary['training.learningRate'], [0.01, 0.03107, 0.09655, 0.3]);
    assert.deepEqual(vary['model.hidden'], [2, 3, 4, 5, 6, 8, 10, 13, 16], 'whole numbers, each once');
    assert.deepEqual(vary['model.dropout'], [0, 0.25, 0.5]);
  });

  it('names generated texts by what they depend on', () => {
    const source = `{ "version": 1, "name": "n", "text": [
      "a.txt", { "generator": "xor" }, { "generator": "agreement", "number": 50, "seed": 7, "complex": 0.25 } ] }`;
    assert.deepEqual(
      readExperiment(source).texts.map(({ name }) => name),
      ['a.txt', 'xor (3000 bits, seed 1)', 'agreement (50 sentences, 25% complex, seed 7)'],
    );
  });

  it('can train classifiers, taggers and cloze models', () => {
    const tag = readExperiment(
      `{ ${head}, "task": "tag", "vary": { "model.direction": ["forward", "both"] } }`,
    );
    assert.deepEqual([tag.task, tag.measure], ['tag', { metric: 'validation.loss', at: 'best' }]);
    const rate = '"measure": { "metric": "validation.errorRate" }';
    assert.equal(errorOf(`{ ${head}, "task": "classify", ${rate} }`), '');
    assert.match(errorOf(`{ ${head}, "task": "cloze", ${rate} }`), /only for the tasks classify and tag/);
    assert.match(
      errorOf(`{ ${head}, "settings": { "model.direction": "both" } }`),
      /There is no "model.direction"/,
    );
    const unused = (name: string, value: string) =>
      errorOf(`{ ${head}, "task": "tag", "settings": { "${name}": ${value} } }`);
    assert.match(unused('model.pooling', '"mean"'), /^f:1:.*model\.pooling has no effect on this task/);
    assert.match(unused('training.sequenceLength', '9'), /has no effect on this task/);
    assert.match(unused('model.cell', '"jordan"'), /feeds back the token/);
    assert.match(errorOf(`{ ${head}, "task": "tag", "design": { "folds": 3 } }`), /divided into "folds"/);
    assert.match(errorOf(`{ ${head}, "task": "cloze", "phases": [{ "epochs": 1 }] }`), /in phases/);
  });

  it('gives labels only to generated texts that have sequences of them', () => {
    const text = (task: string, generator: string) =>
      errorOf(`{ "version": 1, "name": "n", "task": "${task}", "text": { "generator": "${generator}" } }`);
    assert.equal(text('tag', 'spelling'), '');
    assert.equal(text('cloze', 'lexical'), '');
    const waiting = (generator: string) =>
      errorOf(
        `{ "version": 1, "name": "n", "task": "tag", "text": { "generator": "${generator}", "delay": 3 } }`,
      );
    assert.equal(waiting('delayed-copy'), '');
    assert.match(waiting('spelling'), /"delay" is only for/);
    assert.match(text('tag', 'lexical'), /only "spelling", "delayed-copy" and "delayed-reverse" have labels/);
    assert.match(
      text('classify', 'spelling'),
      /only "spelling", "delayed-copy" and "delayed-reverse" have labels/,
    );
  });

  it('gives seeds by their number or one by one', () => {
    assert.deepEqual(readExperiment(`{ ${head}, "seeds": 3 }`).seeds, [1, 2, 3]);
    assert.deepEqual(readExperiment(`{ ${head}, "seeds": [7, 0, 7] }`).seeds, [7, 0]);
  });

  it('compares on held-out text if there is any', () => {
    const measure = { metric: 'validation.loss', at: 'best' };
    const fraction = '"settings": { "validation.fraction": 0.1 }';
    assert.deepEqual(readExperiment(`{ ${head}, ${fraction} }`).measure, measure);
    assert.deepEqual(readExperiment(`{ ${head}, "validationText": "v.txt" }`).measure, measure);
    const last = `{ ${head}, ${fraction}, "measure": { "at": "last" } }`;
    assert.deepEqual(readExperiment(last).measure, { ...measure, at: 'last' });
  });

  const wrong: Readonly<Record<string, readonly [file: string, error: RegExp]>> = {
    'no JSON': ['{\n  "version" 1 }', /^f:2:13: This is not valid JSON: colon expected\.$/],
    'no object': ['[]', /^f:1:1: Expected: an object\.$/],
    'an empty file': ['', /This is not valid JSON/],
    'a missing name': ['{ "version": 1, "text": "t" }', /^f:1:1: "name" is missing\.$/],
    'a later version': [
      '{ "version": 2, "name": "n", "text": "t" }',
      /1:14: Expected: a whole number from 1 to 1/,
    ],
    'an unknown key': [`{ ${head}, "sedes": 3 }`, /There is no "sedes" here\. Did you mean "seeds"\?/],
    'a key twice': [`{ ${head}, "name": "m" }`, /"name" is there twice/],
    'an unknown setting': [
      `{ ${head},\n "settings": { "model.hiden": 3 } }`,
      /^f:2:16: There is no "model\.hiden" here\. Did you mean "model\.hidden"\?$/,
    ],
    'a setting without its group': [
      `{ ${head}, "vary": { "hidden": [3] } }`,
      /There is no "hidden" here\. Did you mean "model\.hidden"\?/,
    ],
    'a value out of range': [
      `{ ${head}, "vary": { "model.hidden": [3,\n-1] } }`,
      /^f:2:1: The setting model\.hidden is -1, but must be a whole number/,
    ],
    'settings that do not fit together': [
      `{ ${head}, "settings": { "training.schedule": "halving" } }`,
      /The setting training\.schedule needs a validation text/,
    ],
    'a setting that varies and does not': [
      `{ ${head}, "settings": { "model.hidden": 2 }, "vary": { "model.hidden": [3] } }`,
      /"model\.hidden" is also in "settings"/,
    ],
    'an empty grid': [
      `{ ${head}, "vary": { "model.hidden": [] } }`,
      /Expected: a list with at least one entry/,
    ],
    'the seed among the settings': [
      `{ ${head}, "settings": { "training.seed": 3 } }`,
      /Give the seeds in "seeds"/,
    ],
    'runs without an end': [
      `{ ${head}, "settings": { "training.maxIterations": 0 } }`,
      /must end: set training\.maxIterations above 0/,
    ],
    'a held-out loss without held-out text': [
      `{ ${head}, "measure": { "metric": "validation.loss" } }`,
      /needs a held-out text: set validation\.fraction/,
    ],
    'a million runs': [
      `{ ${head}, "seeds": 1000, "vary": { "training.learningRate": { "log": [0.01, 1], "steps": 1000 } } }`,
      /These are 1000000 runs; the most is 100000/,
    ],
    'a logarithm of 0': [
      `{ ${head}, "vary": { "training.learningRate": { "log": [0, 1], "steps": 3 } } }`,
      /Expected: two numbers, above 0 for "log"/,
    ],
    'an unknown generator': [
      '{ "version": 1, "name": "n", "text": { "generator": "words2" } }',
      /Expected: one of xor, letters, words/,
    ],
    'a text twice': ['{ "version": 1, "name": "n", "text": ["a", "a"] }', /1:44: "a" is there twice/],
    'an unknown design': [`{ ${head}, "design": "gird" }`, /Expected: one of grid, oneFactor/],
  };
  for (const [name, [file, expected]] of Object.entries(wrong)) {
    it(`is refused with its place: ${name}`, () => assert.match(errorOf(file), expected));
  }

  const corrected: Readonly<Record<string, readonly [file: string, corrected: string | undefined]>> = {
    'an unknown key': [`{ ${head}, "sedes": 3 }`, '"seeds"'],
    'an unknown setting': [`{ ${head}, "vary": { "hidden": [3] } }`, '"model.hidden"'],
    'a misspelt choice': [`{ ${head}, "settings": { "model.activation": "than" } }`, '"tanh"'],
    'a number above its range': [`{ ${head}, "settings": { "model.hidden": 1e9 } }`, '4096'],
    'a number below its range in a list': [`{ ${head}, "vary": { "model.hidden": [3, -1] } }`, '1'],
    'no whole number': [`{ ${head}, "settings": { "model.hidden": 2.4 } }`, '2'],
    'a number as a text': [`{ ${head}, "settings": { "model.hidden": "20" } }`, '20'],
    'a rate of 0, above which there is no nearest number': [
      `{ ${head}, "settings": { "training.learningRate": 0, "training.optimizer": "sgd" } }`,
      '0.1',
    ],
    'too many seeds': [`{ ${head}, "seeds": 0 }`, '1'],
    'a share above 1': ['{ "version": 1, "name": "n", "text": { "generator": "xor", "complex": 2 } }', '1'],
    'a setting that is missing': [`{ ${head}, "settings": { "training.schedule": "halving" } }`, undefined],
    'a value that is valid alone': [
      `{ ${head}, "settings": { "model.hidden": 5, "training.maxIterations": 0 } }`,
      undefined,
    ],
  };
  for (const [name, [file, expected]] of Object.entries(corrected)) {
    it(`is corrected: ${name}`, () => {
      const wrong = (error: unknown) =>
        error instanceof ExperimentFileError && error.error.replacement === expected;
      assert.throws(() => readExperiment(file), wrong);
    });
  }

  const grid = '"vary": { "training.learningRate": [0.1, 0.2] }';
  const generator = (params: string) =>
    `{ "version": 1, "name": "n", "text": { "generator": "xor", ${params} } }`;
  const slurm = (options: string) => `{ ${head}, "launch": { "slurm": { ${options} } } }`;
  const ranges: readonly (readonly [what: string, least: number, most: number, file: string])[] = [
    ['version', 1, 1, '{ "version": N, "name": "n", "text": "t.txt" }'],
    ['number of seeds', 1, 100_000, `{ ${head}, "seeds": N }`],
    ['seed', 0, 2 ** 32 - 1, `{ ${head}, "seeds": [N] }`],
    ['steps', 2, 1000, `{ ${head}, "vary": { "training.learningRate": { "log": [0.01, 1], "steps": N } } }`],
    ['random conditions', 1, 100_000, `{ ${head}, ${grid}, "design": { "random": N } }`],
    ['seed of a design', 0, 2 ** 32 - 1, `{ ${head}, ${grid}, "design": { "random": 1, "seed": N } }`],
    ['folds', 2, 1000, `{ ${head}, "design": { "folds": N } }`],
    ['rungs', 2, 20, `{ ${head}, ${grid}, "design": { "halving": N } }`],
    ['parallel runs', 0, 1024, `{ ${head}, "parallel": N }`],
    ['processors', 1, 1024, slurm('"cpus": N')],
    ['runs at once', 1, 100_000, slurm('"atOnce": N')],
    ['epochs of a phase', 1, 1_000_000, `{ ${head}, "phases": [{ "epochs": N }] }`],
    ['tokens before a reset', 1, 999_999_999, `{ ${head}, "phases": [{ "epochs": 1, "resetEvery": N }] }`],
    [
      'tokens before a random reset',
      ...([1, 999_999_999] as const),
      `{ ${head}, "phases": [{ "epochs": 1, "resetEvery": [N, N] }] }`,
    ],
    ['number of a generator', 1, 10_000_000, generator('"number": N')],
    ['seed of a generator', 0, 2 ** 32 - 1, generator('"seed": N')],
  ];
  for (const [what, least, most, file] of ranges) {
    it(`may have numbers from ${least} to ${most}: ${what}`, () => {
      const error = (value: number) => errorOf(file.replaceAll('N', String(value)));
      for (const value of [least, most]) assert.doesNotMatch(error(value), /Expected/);
      const range = `Expected: a whole number from ${least} to ${most}.`;
      for (const value of [least - 1, most + 1]) assert.ok(error(value).endsWith(range), error(value));
    });
  }

  it('has settings that are texts, booleans or finite numbers', () => {
    const settingsOf = (settings: string) =>
      readExperiment(`{ ${head}, "settings": { ${settings} } }`).settings;
    assert.deepEqual(settingsOf('"model.hidden": 7, "model.activation": "relu"'), {
      ...{ 'model.hidden': 7, 'model.activation': 'relu' },
    });
    assert.match(errorOf(`{ ${head}, "settings": { "model.hidden": true } }`), /model\.hidden is true/);
    for (const value of ['1e999', 'null', '[1]', '{}'])
      assert.match(errorOf(`{ ${head}, "settings": { "model.hidden": ${value} } }`), /Expected: a number/);
  });

  it('says where its runs are trained', () => {
    const launchOf = (launch: string) => readExperiment(`{ ${head}, "launch": ${launch} }`).launch;
    assert.deepEqual(readExperiment(`{ ${head} }`).launch, { kind: 'local' });
    assert.deepEqual(launchOf('"local"'), { kind: 'local' });
    assert.deepEqual(launchOf('{ "slurm": {} }'), { kind: 'slurm', slurm: { cpus: 1, modules: [] } });
    const slurm = {
      ...{ partition: 'short-2', account: 'me.too', time: '1-12:00:00', memory: '2G', cpus: 3, atOnce: 4 },
      modules: ['node/20', 'gcc@12+x'],
    };
    assert.deepEqual(launchOf(JSON.stringify({ slurm })), { kind: 'slurm', slurm });
    for (const time of ['90', '90:00', '01:30:00', '2-00', '2-00:00', '2-00:00:00'])
      assert.deepEqual(launchOf(`{ "slurm": { "time": "${time}" } }`), {
        ...{ kind: 'slurm', slurm: { time, cpus: 1, modules: [] } },
      });
  });

  it('refuses options of Slurm that a shell or a program could take for something else', () => {
    for (const [option, expected] of [
      ['"partition": "-x"', 'a name of letters, digits'],
      ['"account": "a b"', 'a name of letters, digits'],
      ['"time": "2-00;ls"', 'a time such as'],
      ['"time": "1:2"', 'a time such as'],
      ['"memory": "2GB"', 'a size such as'],
      ['"memory": 2', 'a text'],
      ['"modules": ["a", "$b"]', 'the name of a module'],
      ['"modules": []', 'a list with at least one entry'],
    ])
      assert.ok(errorOf(slurm(option)).includes(`Expected: ${expected}`), errorOf(slurm(option)));
    assert.match(errorOf(`{ ${head}, "launch": {} }`), /Expected: "local" or \{ "slurm"/);
    assert.match(errorOf(`{ ${head}, "launch": "slurm" }`), /Expected: one of local/);
  });

  it('has phases with their own texts, epochs and resets', () => {
    const phasesOf = (phases: string) => readExperiment(`{ ${head}, "phases": ${phases} }`).phases;
    assert.deepEqual(readExperiment(`{ ${head} }`).phases, []);
    assert.deepEqual(phasesOf('[]'), []);
    const [first, second, third] = phasesOf(
      '[{ "epochs": 2 }, { "text": "b.txt", "epochs": 1, "resetEvery": 3 }, { "epochs": 1, "resetEvery": [3, 3] }]',
    );
    assert.deepEqual(first, { text: undefined, epochs: 2, resetEvery: undefined });
    assert.deepEqual([second.text?.name, second.epochs, second.resetEvery], ['b.txt', 1, '3']);
    assert.equal(third.resetEvery, '3-3');
    assert.match(errorOf(`{ ${head}, "phases": [{}] }`), /Expected: the number of epochs/);
    for (const range of ['[4, 3]', '[3]', '[3, 4, 5]'])
      assert.match(
        errorOf(`{ ${head}, "phases": [{ "epochs": 1, "resetEvery": ${range} }] }`),
        /Expected: two numbers of tokens/,
      );
  });

  it('is refused without making billions of conditions', () => {
    const steps = '{ "log": [0.001, 0.4], "steps": 1000 }';
    const names = ['training.learningRate', 'model.dropout', 'training.gradientClip', 'validation.fraction'];
    const vary = names.map(name => `"${name}": ${steps}`).join(', ');
    assert.match(errorOf(`{ ${head}, "vary": { ${vary} } }`), /the most is 100000/);
    const random = readExperiment(`{ ${head}, "vary": { ${vary} }, "design": { "random": 20 } }`);
    assert.equal(countConditions(random), 20);
  });
});
