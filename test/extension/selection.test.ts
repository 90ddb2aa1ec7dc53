import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { RunManager } from '../../src/extension/core/runManager';
import { Selection } from '../../src/extension/core/selection';
import type { RunRecord } from '../../src/protocol/run';

describe('the selected runs of the dashboards', () => {
  const runOn = (id: string, fingerprint: string) => ({ id, text: { fingerprint } }) as RunRecord;

  function selectionOf(...runs: readonly RunRecord[]) {
    const manager: Pick<RunManager, 'runs' | 'run' | 'onDidChange'> = {
      runs: [...runs].reverse(),
      run: id => runs.find(run => run.id === id),
      onDidChange: new vscode.EventEmitter<RunRecord | undefined>().event,
    };
    const memento: vscode.Memento = {
      keys: () => [],
      get: <T>(_key: string, usual?: T) => usual,
      update: async () => undefined,
    };
    return new Selection(manager as RunManager, memento);
  }
  const [a, b, sameText, otherText] = [
    runOn('a', 'one'),
    runOn('b', 'one'),
    runOn('sameText', 'one'),
    runOn('otherText', 'two'),
  ];
  const compare = () => {
    const selection = selectionOf(a, b, sameText, otherText);
    selection.choose([a.id, b.id]);
    return selection;
  };

  it('are replaced by a new run, unless a comparison is pinned', () => {
    const selection = compare();
    selection.started(sameText);
    assert.deepEqual([selection.ids, selection.record?.id], [['sameText'], 'sameText']);
  });

  it('are extended by a new run on the same text if they are pinned', () => {
    const selection = compare();
    selection.pin(true);
    selection.started(sameText);
    assert.deepEqual([selection.ids, selection.record?.id], [['a', 'b', 'sameText'], 'sameText']);
    assert.ok(selection.pinned);
  });

  it('are replaced by a new run on another text, and then no longer pinned', () => {
    const selection = compare();
    selection.pin(true);
    selection.started(otherText);
    assert.deepEqual([selection.ids, selection.pinned], [['otherText'], false]);
  });

  it('stay if the newest run is not followed; a pinned comparison is still extended', () => {
    const selection = compare();
    selection.follow(false);
    selection.started(sameText);
    assert.deepEqual(selection.ids, ['a', 'b']);
    selection.pin(true);
    selection.started(otherText);
    assert.deepEqual(selection.ids, ['a', 'b']);
    selection.started(sameText);
    assert.deepEqual(selection.ids, ['a', 'b', 'sameText']);
  });

  it('are pinned only if they are several', () => {
    const selection = compare();
    selection.pin(true);
    selection.choose([a.id]);
    assert.equal(selection.pinned, false);
    selection.pin(true);
    selection.choose([a.id, b.id]);
    assert.equal(selection.pinned, false);
  });
});
