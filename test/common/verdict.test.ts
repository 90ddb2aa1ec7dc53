import assert from 'node:assert/strict';
import { obstacleOf, verdictByPairs, verdictOf } from '../../src/common/verdict';
import type { RunRecord } from '../../src/protocol/run';
import { defaults, record } from '../webview/preview/run';

/** Returns a run with this loss on held-out text, in nats per token. */
function run(activation: string, seed: number, loss: number, more: Partial<RunRecord> = {}): RunRecord {
  const settings = { ...defaults, 'model.activation': activation, 'training.seed': seed };
  const measured = { iteration: 9, loss };
  const validation = { last: measured, best: measured };
  return record({ id: `${activation}${seed}`, state: 'done', settings, validation, ...more });
}

describe('the verdict on two conditions', () => {
  it('names the condition with the lower loss', () => {
    const { lower, higher, difference, pairs, wins, interval, isHeldOut, isFinal } =
      verdictOf([run('logistic', 1, 2.25), run('tanh', 1, 2)]) ?? assert.fail();
    assert.deepEqual(
      [lower, higher],
      [
        { name: 'elman tanh 100', loss: 2 },
        { name: 'elman logistic 100', loss: 2.25 },
      ],
    );
    assert.deepEqual([difference, pairs, wins, interval], [0.25, 1, 1, undefined]);
    assert.ok(isHeldOut && isFinal);
  });

  it('names conditions of several runs by the settings in which they differ', () => {
    const runs = [run('tanh', 1, 2), run('tanh', 2, 2.1), run('logistic', 1, 2.25)];
    const { lower, higher } = verdictOf(runs) ?? assert.fail();
    assert.deepEqual([lower.name, higher.name], ['tanh', 'logistic']);
  });

  it('knows what its losses are means over', () => {
    const pair = (more: Partial<RunRecord>) => [run('tanh', 1, 2, more), run('logistic', 1, 3, more)];
    const labelling = { task: 'classify', labels: ['a', 'b'] } as unknown as RunRecord['labelling'];
    const translation = {} as unknown as RunRecord['translation'];
    assert.equal(verdictOf(pair({}))?.unit, undefined);
    assert.equal(verdictOf(pair({ labelling }))?.unit, 'label');
    assert.equal(verdictOf(pair({ translation }))?.unit, 'symbol');
  });

  it('pairs runs by their seed, in any order', () => {
    const found = verdictOf([
      run('tanh', 3, 2.2),
      run('tanh', 1, 2),
      run('logistic', 1, 2.25),
      run('logistic', 3, 2.1),
      // No run of the other condition has this seed.
      run('logistic', 4, 9),
    ]);
    assert.ok(found);
    assert.deepEqual([found.pairs, found.wins], [2, 1]);
    assert.ok(Math.abs(found.difference - 0.075) < 1e-12);
    assert.ok(found.interval && found.interval.low < 0 && found.interval.high > 0.15);
  });

  it('says how many seeds would show a difference', () => {
    const losses = [0.1, 0.3, 0.2, 0.9];
    const runs = losses.flatMap((d, seed) => [run('tanh', seed, 2), run('logistic', seed, 2 + d)]);
    const needed = verdictOf(runs)?.needed;
    assert.ok(needed !== undefined && needed > 4, String(needed));
  });

  it('is preliminary while a run trains', () => {
    assert.equal(verdictOf([run('tanh', 1, 2, { state: 'running' }), run('logistic', 1, 3)])?.isFinal, false);
  });

  it('does not exist for losses that measure different things', () => {
    const tanh = run('tanh', 1, 2);
    const other = { ...tanh.text, fingerprint: 'another' };
    const unit = (unit: string) => ({ settings: { ...tanh.settings, 'text.unit': unit } });
    assert.equal(verdictOf([tanh, run('logistic', 1, 3, { text: other })]), undefined);
    assert.equal(verdictOf([tanh, { ...run('logistic', 1, 3), ...unit('word') }]), undefined);
    assert.equal(verdictOf([tanh, run('logistic', 1, 3, { validation: undefined })]), undefined);
    assert.equal(verdictOf([tanh, run('logistic', 1, Number.NaN)]), undefined);
    // Both runs belong to the same condition.
    assert.equal(verdictOf([tanh, run('tanh', 2, 3)]), undefined);
    assert.equal(verdictOf([tanh, run('relu', 1, 3), run('logistic', 1, 3)]), undefined);
    assert.equal(verdictOf([]), undefined);
  });

  it('is missing for a reason that can be said, if there are two conditions', () => {
    const tanh = run('tanh', 1, 2);
    const beside = (settings: RunRecord['settings'], more: Partial<RunRecord> = {}) => {
      const other = run('logistic', 1, 3, more);
      return obstacleOf([tanh, { ...other, settings: { ...other.settings, ...settings } }]);
    };
    assert.equal(beside({}), undefined);
    assert.equal(beside({}, { text: { ...tanh.text, fingerprint: 'other' } }), 'texts');
    assert.equal(beside({}, { validation: undefined }), 'heldOut');
    assert.equal(beside({}, { labelling: { task: 'tag', count: 3 } }), 'tasks');
    assert.deepEqual(beside({ 'validation.fraction': 0.5, 'text.unit': 'word' }), {
      settings: ['text.unit', 'validation.fraction'],
    });
    // Both runs belong to the same condition.
    assert.equal(obstacleOf([tanh, { ...run('tanh', 2, 3), validation: undefined }]), undefined);
  });
});

describe('the verdict on more than two conditions', () => {
  const seeds = [1, 2, 3, 4, 5];
  const three = seeds.flatMap(seed => [
    run('tanh', seed, 2 + seed / 100),
    run('relu', seed, 2.1 + seed / 100 + seed / 1000),
    run('logistic', seed, 2.001 + seed / 100 + (seed % 2 === 0 ? 0.1 : -0.1)),
  ]);

  it('compares all pairs by their seeds, with a correction for their number', () => {
    const { lowest, conditions, comparisons, isPartial, isHeldOut, isFinal } =
      verdictByPairs(three) ?? assert.fail();
    assert.deepEqual([lowest.name, conditions, isHeldOut, isFinal], ['logistic', 3, true, true]);
    assert.deepEqual(comparisons.map(({ lower, higher }) => [lower.name, higher.name]).sort(), [
      ['logistic', 'relu'],
      ['logistic', 'tanh'],
      ['tanh', 'relu'],
    ]);
    assert.equal(isPartial, false);
    const [clear] = comparisons.filter(({ lower }) => lower.name === 'tanh');
    assert.deepEqual([clear.seeds, clear.wins], [5, 5]);
    assert.ok(Math.abs(clear.difference - 0.103) < 1e-12);
    assert.ok(clear.p !== undefined && clear.p < 0.001);
    for (const { p } of comparisons.filter(each => each !== clear)) assert.ok(p !== undefined && p > 0.05);
  });

  it('has no probabilities with one seed, and names the runs', () => {
    const one = three.filter(({ settings }) => settings['training.seed'] === 1);
    const found = verdictByPairs(one) ?? assert.fail();
    assert.deepEqual(
      found.comparisons.map(({ seeds: common, p }) => [common, p]),
      Array(3).fill([1, undefined]),
    );
    // Each condition is named as its only run is in the table.
    assert.deepEqual([found.lowest.name, ...found.comparisons.map(({ higher }) => higher.name)].toSorted(), [
      'elman logistic 100',
      'elman relu 100',
      'elman relu 100',
      'elman tanh 100',
    ]);
  });

  it('does not exist for fewer conditions, or for losses that measure different things', () => {
    assert.equal(verdictByPairs(three.filter(({ id }) => !id.startsWith('relu'))), undefined);
    const mixed = [...three, run('relu', 6, 2, { validation: undefined })];
    assert.equal(verdictByPairs(mixed), undefined);
    assert.equal(obstacleOf(mixed), 'heldOut');
    const texts = ['a', 'b'].map(fingerprint => ({ validationText: { ...mixed[0].text, fingerprint } }));
    const apart = [run('tanh', 1, 2, texts[0]), run('relu', 1, 2.1, texts[1])];
    assert.equal(obstacleOf(apart), 'heldOutTexts');
    const tasks = [run('tanh', 1, 2), run('relu', 1, 2.1, { task: 'cloze' })];
    assert.equal(obstacleOf(tasks), 'tasks');
  });
});
