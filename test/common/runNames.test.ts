import assert from 'node:assert/strict';
import { differingTraits } from '../../src/common/differingTraits';
import { fullName, namesOf, shortName } from '../../src/common/runNames';
import { groupByText } from '../../src/common/textGroups';
import type { RunRecord } from '../../src/protocol/run';
import { defaults, record } from '../webview/preview/run';

const FOX = 'file:///a/fox.txt';

let made = 0;
/**
 * Returns a run on a text that is newer than all runs before. `name` is the part of the run's name after the
 * text's name, or a name that the user gave.
 */
function run(name: string, settings: RunRecord['settings'] = {}, uri = FOX) {
  const text = { ...record().text, name: 'fox.txt', uri };
  const createdAt = new Date(1000 * ++made).toISOString();
  return record({ id: `run ${made}`, createdAt, name, text, settings: { ...defaults, ...settings } });
}

const shorts = (...runs: readonly RunRecord[]) => namesBy('short', runs);
const fulls = (...runs: readonly RunRecord[]) => namesBy('full', runs);
function namesBy(kind: 'short' | 'full', runs: readonly RunRecord[]) {
  const found = namesOf(runs);
  return runs.map(({ id }) => found.get(id)?.[kind]);
}

describe('names of runs on one text', () => {
  it('are the network instead of the text', () => {
    assert.deepEqual(shorts(run('fox.txt')), ['elman tanh 100']);
    const lstm = run('fox.txt 2', { 'model.cell': 'lstm', 'model.layers': 2 });
    assert.deepEqual(shorts(lstm, run('fox.txt')), ['lstm 2 × 100', 'elman tanh 100']);
  });

  it("contain the settings in which equal networks differ: words alone, numbers with the setting's name", () => {
    const rates = [run('fox.txt'), run('fox.txt 2', { 'training.learningRate': 0.05 })];
    assert.deepEqual(shorts(...rates), [
      'elman tanh 100 · learningRate 0.1',
      'elman tanh 100 · learningRate 0.05',
    ]);
    const optimizers = [run('fox.txt'), run('fox.txt 2', { 'training.optimizer': 'adam' })];
    assert.deepEqual(shorts(...optimizers), ['elman tanh 100 · adagrad', 'elman tanh 100 · adam']);
  });

  it('contain numbers if runs do not differ; a new run renames no other', () => {
    const [a, b, c] = [run('fox.txt'), run('fox.txt 2'), run('fox.txt 3')];
    assert.deepEqual(shorts(b, a), ['elman tanh 100 (2)', 'elman tanh 100']);
    assert.deepEqual(shorts(c, b, a), ['elman tanh 100 (3)', 'elman tanh 100 (2)', 'elman tanh 100']);
  });

  it('are presets, or names that users gave', () => {
    assert.deepEqual(shorts(run('fox.txt · elman.py'), run('my baseline'), run('fox.txt.old')), [
      'elman.py',
      'my baseline',
      'fox.txt.old',
    ]);
    const given = [run('mine'), run('mine', { 'training.seed': 2 })];
    assert.deepEqual(shorts(...given), ['mine · seed 1', 'mine · seed 2']);
  });
});

describe('names of runs on several texts', () => {
  it('contain the text, unless a user gave the name', () => {
    const poem = run('poem.txt', {}, 'file:///a/poem.txt');
    const other = { ...poem, text: { ...poem.text, name: 'poem.txt' } };
    assert.deepEqual(fulls(run('fox.txt'), other, run('mine')), [
      'elman tanh 100 · fox.txt',
      'elman tanh 100 · poem.txt',
      'mine',
    ]);
  });

  it('contain the folder if texts have equal names', () => {
    const [a, b] = ['file:///w/a/fox.txt', 'file:///w/b/fox.txt'];
    assert.deepEqual(fulls(run('fox.txt', {}, a), run('fox.txt', {}, b)), [
      'elman tanh 100 · a/fox.txt',
      'elman tanh 100 · b/fox.txt',
    ]);
    assert.deepEqual(fulls(run('mine', {}, a), run('mine', {}, b)), ['mine · a/fox.txt', 'mine · b/fox.txt']);
  });

  it('are unique whatever users name their runs', () => {
    const names = fulls(run('elman tanh 100 · fox.txt'), run('fox.txt'), run('fox.txt · elman tanh 100'));
    assert.equal(new Set(names).size, 3, String(names));
  });

  it('are known of a single record', () => {
    const one = run('fox.txt');
    assert.deepEqual([shortName(one), fullName(one)], ['elman tanh 100', 'elman tanh 100 · fox.txt']);
    const shown = { short: 'a', full: 'b' };
    assert.deepEqual(
      [shortName, fullName].map(name => name({ ...one, shown })),
      ['a', 'b'],
    );
  });
});

describe('traits', () => {
  it('differ between runs, and not without runs', () => {
    const rate = run('fox.txt', { 'training.learningRate': 0.05 });
    assert.deepEqual(differingTraits([run('fox.txt'), rate]), ['training.learningRate']);
    assert.deepEqual([differingTraits([rate]), differingTraits([])], [[], []]);
  });
});

describe('texts', () => {
  const folders = (...uris: readonly string[]) =>
    groupByText(uris.map(uri => run('fox.txt', {}, uri))).map(({ folder }) => folder);

  it('of one name show the folders that distinguish them', () => {
    assert.deepEqual(folders(FOX), [undefined]);
    assert.deepEqual(folders('file:///w/a/fox.txt', 'file:///w/b%20c/fox.txt'), ['a', 'b c']);
    assert.deepEqual(folders('file:///x/a/fox.txt', 'file:///y/a/fox.txt'), ['x/a', 'y/a']);
    assert.deepEqual(folders(FOX, 'untitled:fox.txt'), ['a', '']);
  });
});
