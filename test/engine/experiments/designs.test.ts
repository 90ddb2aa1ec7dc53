import assert from 'node:assert/strict';
import fc from 'fast-check';
import { conditionsIn, countConditions } from '../../../src/engine/experiments/designs';
import type { Design } from '../../../src/engine/experiments/experiment';
import { keyedId, plannedRuns, runKey } from '../../../src/engine/experiments/plannedRuns';

const vary = { 'model.activation': ['tanh', 'relu'], 'model.hidden': [10, 20, 30] };
const experiment = (design: Design, varied: typeof vary | Record<string, readonly number[]> = vary) => ({
  name: 'n',
  texts: [{ name: 't', path: 't' }],
  settings: {},
  vary: varied,
  seeds: [1, 2],
  design,
  measure: { metric: 'training.loss', at: 'last' } as const,
  parallel: 0,
  launch: { kind: 'local' } as const,
  phases: [],
});

describe('the design of an experiment', () => {
  const cells = (design: Design) =>
    conditionsIn(experiment(design)).map(({ values }) => Object.values(values));

  it('combines each value with each in a grid', () => {
    const expected = ['tanh', 'relu'].flatMap(activation => [10, 20, 30].map(hidden => [activation, hidden]));
    assert.deepEqual(cells({ kind: 'grid' }), expected);
  });

  it('changes one setting at a time', () => {
    assert.deepEqual(cells({ kind: 'oneFactor' }), [
      ['tanh', 10],
      ['relu', 10],
      ['tanh', 20],
      ['tanh', 30],
    ]);
  });

  it('draws different cells of a grid, the same for the same seed', () => {
    const draw = (seed: number) => cells({ kind: 'random', count: 4, seed });
    assert.equal(new Set(draw(1).map(String)).size, 4);
    assert.deepEqual(draw(1), draw(1));
    const drawn = Array.from({ length: 20 }, (_, seed) => String(draw(seed)));
    assert.ok(new Set(drawn).size > 5, 'other seeds draw other cells');
    assert.deepEqual(cells({ kind: 'random', count: 99, seed: 1 }), cells({ kind: 'grid' }));
  });

  it('is as large as it says', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 4 });
    const designs = fc.oneof(
      fc.constantFrom<Design>({ kind: 'grid' }, { kind: 'oneFactor' }),
      fc.record({
        kind: fc.constant('random' as const),
        count: fc.integer({ min: 1, max: 40 }),
        seed: fc.nat(),
      }),
    );
    fc.assert(
      fc.property(sizes, designs, (lengths, design) => {
        const varied = lengths.map((length, i) => [`s${i}`, Array.from({ length }, (_, value) => value)]);
        const found = experiment(design, Object.fromEntries(varied));
        const conditions = conditionsIn(found);
        assert.equal(conditions.length, countConditions(found));
        assert.equal(new Set(conditions.map(({ values }) => JSON.stringify(values))).size, conditions.length);
      }),
    );
  });

  it('trains every text with every condition and seed', () => {
    const runs = plannedRuns({
      ...experiment({ kind: 'grid' }),
      texts: ['a', 'b'].map(name => ({ name, path: name })),
    });
    assert.deepEqual(
      runs.map(({ index }) => index),
      Array.from({ length: 24 }, (_, index) => index),
    );
    const { condition, seed, settings } = runs[13];
    assert.deepEqual([condition.text, seed], ['b', 2]);
    assert.deepEqual(settings, {
      'kernels.threads': 1,
      'model.activation': 'tanh',
      'model.hidden': 10,
      'training.seed': 2,
    });
  });
});

describe('the folds of a text', () => {
  it('are each held out once, with every condition and seed', () => {
    const runs = plannedRuns(experiment({ kind: 'grid', folds: 3 }));
    assert.equal(runs.length, 6 * 2 * 3);
    assert.deepEqual(
      runs.slice(3, 6).map(({ index, seed, fold }) => [index, seed, fold]),
      [
        [3, 2, 1],
        [4, 2, 2],
        [5, 2, 3],
      ],
    );
    assert.deepEqual(
      [runs[4].settings['validation.fraction'], runs[4].settings['validation.part']],
      [1 / 3, 2],
    );
  });
});

describe('the key of a run', () => {
  const text = 'a'.repeat(64);

  it('depends on its texts, settings and seed, and on nothing else', () => {
    const key = runKey({ text }, { 'training.seed': 1 });
    const changes = [
      runKey({ text: 'b'.repeat(64) }, { 'training.seed': 1 }),
      runKey({ text, validationText: text }, { 'training.seed': 1 }),
      runKey({ text }, { 'training.seed': 2 }),
      runKey({ text }, { 'training.seed': 1, 'model.hidden': 99 }),
    ];
    assert.equal(new Set([key, ...changes]).size, 5);
    assert.notEqual(runKey({ text }, { 'training.seed': 1 }, 'cloze'), key);
    assert.notEqual(runKey({ text }, {}, 'tag'), runKey({ text }, {}, 'classify'));
    assert.equal(
      runKey({ text }, { 'model.cell': 'lstm' }, 'tag'),
      runKey({ text }, {}, 'tag'),
      "the task's defaults",
    );
    assert.equal(runKey({ text }, {}), key, 'the default seed is 1');
    assert.equal(runKey({ text }, { 'validation.part': 0 }), key, 'defaults change no key');
    assert.notEqual(runKey({ text }, { 'training.optimizer': 'adam' }), key);
    assert.equal(runKey({ text }, { 'kernels.threads': 4, 'training.seed': 1 }), key);
    const settings = { 'training.seed': 2, 'model.hidden': 99, 'training.optimizer': 'adam' };
    assert.equal(
      runKey({ text }, settings),
      'b78604e563f956e48f1aea19ec1a34ee5926ab649e9795339aae5550349a7d29',
      'later versions find it',
    );
    const [one, other] = [
      { 'model.hidden': 5, 'model.cell': 'gru' },
      { 'model.cell': 'gru', 'model.hidden': 5 },
    ];
    assert.equal(runKey({ text }, one), runKey({ text }, other), 'the order of settings does not matter');
  });

  it('gives the run an id that is the name of a folder', () => {
    assert.match(keyedId(runKey({ text }, {})), /^run-[0-9a-f]{32}$/);
  });
});
