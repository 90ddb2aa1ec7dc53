import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ActiveModel } from '../../src/extension/core/activeModel';
import type { ModelRegistry } from '../../src/extension/core/modelRegistry';
import type { RunManager } from '../../src/extension/core/runManager';
import type { RunRecord } from '../../src/protocol/run';
import { record } from '../webview/preview/run';

describe('the active model reports a change', () => {
  let runs: RunRecord[];
  let live: string[];
  let changed: vscode.EventEmitter<RunRecord | undefined>;
  let activeModel: ActiveModel;
  /** The names of the models that have become active, in order. */
  let names: (string | undefined)[];

  beforeEach(() => {
    [runs, live, names] = [[record({ id: 'a', name: 'a', state: 'done' })], [], []];
    changed = new vscode.EventEmitter();
    const runManager = {
      get runs() {
        return runs;
      },
      get languageModels() {
        return runs.filter(({ labelling }) => !labelling);
      },
      run: (id: string) => runs.find(run => run.id === id),
      isLive: (id: string) => live.includes(id),
      onDidChange: changed.event,
    };
    const none = new vscode.EventEmitter<void>();
    const registry = { models: [], model: () => undefined, onDidChange: none.event };
    const stored = new Map<string, unknown>();
    const state = {
      get: (key: string) => stored.get(key),
      update: async (key: string, value: unknown) => void stored.set(key, value),
    };
    activeModel = new ActiveModel(
      runManager as unknown as RunManager,
      registry as unknown as ModelRegistry,
      state as unknown as vscode.Memento,
    );
    activeModel.onDidChange(() => names.push(activeModel.model?.name));
    changed.fire(undefined);
    assert.deepEqual(names, ['a']);
  });
  afterEach(() => activeModel.dispose());

  it('when a new run becomes the default', () => {
    runs = [record({ id: 'b', name: 'b' }), ...runs];
    changed.fire(undefined);
    assert.deepEqual(names, ['a', 'b']);
  });

  it('but not when a classifier starts, unless there is no language model', () => {
    const classifier = record({ id: 'c', name: 'c', labelling: { task: 'classify', count: 2 } });
    runs = [classifier, ...runs];
    changed.fire(undefined);
    assert.deepEqual(names, ['a']);
    runs = [classifier];
    changed.fire(undefined);
    assert.deepEqual(names, ['a', 'c']);
  });

  it('when its run is renamed, starts training here, or ends', () => {
    const become = (change: Partial<RunRecord>) => {
      runs = [{ ...runs[0], ...change }];
      changed.fire(runs[0]);
    };
    become({ name: 'c' });
    live = ['a'];
    become({ state: 'running' });
    // The same model stays active, with newer weights.
    become({ iteration: 20_000 });
    become({ state: 'done' });
    assert.deepEqual(names, ['a', 'c', 'c', 'c']);
  });

  it('when its run is deleted, and when another is chosen', async () => {
    runs = [record({ id: 'b', name: 'b' }), ...runs];
    await activeModel.choose({ kind: 'run', id: 'a', checkpoint: 'best' });
    await activeModel.choose({ kind: 'run', id: 'a', checkpoint: 'usual' });
    runs = runs.slice(0, 1);
    changed.fire(undefined);
    assert.deepEqual(names, ['a', 'a', 'a', 'b']);
  });
});
