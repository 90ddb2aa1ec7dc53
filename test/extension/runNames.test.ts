import assert from 'node:assert/strict';
import { namesAmong } from '../../src/extension/runs/tree/runNames';
import { groupByText } from '../../src/extension/runs/tree/textGroups';
import type { RunRecord } from '../../src/protocol/run';
import { defaults, record } from '../webview/preview/run';

/** A run on a text. `name` is an automatic name, which begins with the text's, or one that the user gave. */
function run(id: string, name: string, settings: RunRecord['settings'] = {}, uri = 'file:///a/fox.txt') {
  const text = { ...record({ id }).text, name: 'fox.txt', uri };
  return record({ id, name, text, settings: { ...defaults, ...settings } });
}

describe('names of runs in the tree', () => {
  const names = (...runs: readonly RunRecord[]) => {
    const found = namesAmong(runs);
    return runs.map(({ id }) => found.get(id));
  };

  it('are the network instead of the text', () => {
    assert.deepEqual(names(run('a', 'fox.txt')), ['elman tanh 100']);
    const lstm = run('b', 'fox.txt 2', { 'model.cell': 'lstm', 'model.layers': 2 });
    assert.deepEqual(names(lstm, run('a', 'fox.txt')), ['lstm 2 × 100', 'elman tanh 100']);
  });

  it('contain the settings in which runs of one network differ', () => {
    const other = run('b', 'fox.txt 2', { 'training.learningRate': 0.05 });
    assert.deepEqual(names(other, run('a', 'fox.txt')), [
      'elman tanh 100 · learningRate 0.05',
      'elman tanh 100 · learningRate 0.1',
    ]);
  });

  it('contain numbers if runs do not differ; a new run renames no other', () => {
    const [a, b, c] = [run('a', 'fox.txt'), run('b', 'fox.txt 2'), run('c', 'fox.txt 3')];
    assert.deepEqual(names(b, a), ['elman tanh 100 (2)', 'elman tanh 100']);
    assert.deepEqual(names(c, b, a), ['elman tanh 100 (3)', 'elman tanh 100 (2)', 'elman tanh 100']);
  });

  it('are presets, or names that users gave', () => {
    assert.deepEqual(
      names(run('a', 'fox.txt · elman.py'), run('b', 'my baseline'), run('c', 'fox.txt.old')),
      ['elman.py', 'my baseline', 'fox.txt.old'],
    );
  });
});

describe('texts in the tree', () => {
  const folders = (...uris: readonly string[]) =>
    groupByText(uris.map(uri => run(uri, 'fox.txt', {}, uri))).map(({ folder }) => folder);

  it('of one name show the folders that distinguish them', () => {
    assert.deepEqual(folders('file:///a/fox.txt'), [undefined]);
    assert.deepEqual(folders('file:///w/a/fox.txt', 'file:///w/b%20c/fox.txt'), ['a', 'b c']);
    assert.deepEqual(folders('file:///x/a/fox.txt', 'file:///y/a/fox.txt'), ['x/a', 'y/a']);
    assert.deepEqual(folders('file:///a/fox.txt', 'untitled:fox.txt'), ['a', '']);
  });
});
