import assert from 'node:assert/strict';
import { classStandings, isRanked } from '../../src/common/classStandings';
import type { RunRecord } from '../../src/protocol/run';
import { defaults, record } from '../webview/preview/run';

/** Returns a validated run with this loss and these settings. */
function run(id: string, loss: number, settings: RunRecord['settings'] = {}, more: Partial<RunRecord> = {}) {
  const measured = { iteration: 9, loss };
  const validation = { last: measured, best: measured };
  return record({ id, settings: { ...defaults, ...settings }, validation, ...more });
}

const standingsOf = (runs: readonly RunRecord[]) => classStandings(runs, each => each);
const ranked = (runs: readonly RunRecord[]) =>
  standingsOf(runs)
    .standings.filter(isRanked)
    .map(each => each.run.id);

describe('the standings of a class', () => {
  it('agree on conditions that runs share, not on each condition alone', () => {
    const [a, b] = [{ 'validation.fraction': 0.1 }, { 'validation.fraction': 0.2 }];
    const [short, long] = [{ 'training.maxIterations': 100 }, { 'training.maxIterations': 900 }];
    const runs = [
      run('1', 2, { ...a, ...short }),
      run('2', 3, { ...a, ...long }),
      run('3', 4, { ...b, ...long }),
      run('4', 5, { ...b, ...long, 'text.filter': 'letters' }),
      run('5', 1, { ...a, ...short, 'text.filter': 'letters' }),
      run('6', 6, { ...a, ...long, 'text.filter': 'letters' }),
    ];
    // Most runs have a, long and no filter or a filter in equal numbers, but not together.
    assert.equal(ranked(runs).length, 1);
    assert.deepEqual(ranked([...runs, run('7', 1.5, { ...b, ...long })]), ['7', '3']);
  });

  it('prefer the conditions of validated runs', () => {
    const silent = ['1', '2'].map(id => run(id, 0, { 'training.batch': 7 }, { validation: undefined }));
    assert.deepEqual(ranked([...silent, run('3', 2)]), ['3']);
  });

  it('leave out settings without an effect', () => {
    const validationText = { ...record({}).text, fingerprint: 'held out' };
    const runs = [
      run('1', 2, { 'validation.fraction': 0.1, 'text.locale': 'en' }, { validationText }),
      run('2', 1, { 'validation.fraction': 0.3, 'text.locale': 'ja' }, { validationText }),
    ];
    assert.deepEqual(ranked(runs), ['2', '1']);
    const segmented = runs.map(({ settings, ...rest }) => ({
      ...rest,
      settings: { ...settings, 'text.unit': 'segmented' },
    }));
    assert.equal(ranked(segmented).length, 1);
  });

  it('count examples where a run trains on examples, whatever their length', () => {
    const labelling = { task: 'tag', labels: ['a', 'b'] } as unknown as RunRecord['labelling'];
    const runs = [10, 40].map(length =>
      run(
        `${length}`,
        length,
        { 'training.sequenceLength': length, 'training.maxIterations': 50 },
        { labelling },
      ),
    );
    assert.deepEqual(ranked(runs), ['10', '40']);
    const { agreed } = standingsOf(runs);
    const value = (name: string) => agreed.find(each => each.name === name)?.value;
    assert.deepEqual([value('task'), value('examples'), value('budget')], ['tag', 50, undefined]);
  });

  it('of no run are empty', () => {
    assert.deepEqual(standingsOf([]), { agreed: [], standings: [] });
  });
});
