import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { runEntry } from '../../src/extension/format/runFigures';
import type { RunRecord } from '../../src/protocol/run';
import { atIteration, configure, inState, text, until, writeFile } from './support/services';
import { useExtension } from './support/useExtension';

describe('the tree of runs', () => {
  const services = useExtension();
  afterEach(() => services.filter.set(''));

  const textFile = (name: string) => writeFile(name, text);

  async function trained(name = 'a.txt'): Promise<string> {
    await configure({ 'training.maxIterations': 60, 'model.hidden': 8 });
    const { id } = await services.train(await textFile(name));
    await inState(services, id, 'done');
    return id;
  }

  async function training(): Promise<string> {
    await configure({ 'training.maxIterations': 0, 'model.hidden': 8 });
    return (await services.train(await textFile('a.txt'))).id;
  }

  const folderOf = (id: string) => path.join(services.runsFolder(), id);
  /** Returns the ids of the runs in the tree, grouped by their texts. */
  const shown = async () => {
    const groups = await services.tree.getChildren();
    return Promise.all(groups.map(group => services.tree.getChildren(group)));
  };

  it('groups runs by their texts, newest first', async () => {
    const first = await trained('a.txt');
    const second = await trained('a.txt');
    const other = await trained('b.txt');
    assert.deepEqual(await shown(), [[other], [second, first]]);
  });

  it('filters by name, tag, star and setting, and reports changes of labels', async () => {
    const [first, second] = [await trained(), await trained()];
    await services.runManager.label(first, {
      name: 'a baseline',
      tags: ['lesson 1'],
      note: 'Too slow.\nSee lesson 2.',
    });
    await services.runManager.label(second, { starred: true });
    for (const [typed, expected] of [
      ['baseline', [first]],
      ['#lesson TANH', [first]],
      ['starred', [second]],
      ['lesson see too', [first]],
      ['tanh adagrad', [second, first]],
      ['gru', []],
    ] as const) {
      services.filter.set(typed);
      assert.deepEqual((await shown()).flat(), expected, typed);
    }
    services.filter.set('');
    await services.runManager.reload();
    assert.deepEqual(services.runManager.run(first)?.tags, ['lesson 1']);
    const { tooltip } = await services.tree.getTreeItem(first);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.match(tooltip.value.replaceAll('&nbsp;', ' '), /Too slow\\?\.\s+See lesson 2/);
    assert.match(String((await services.tree.getTreeItem(second)).description), /^\d\.\d{3}.* · ★/);
  });

  it('updates the number of runs that pass the filter when runs are added or removed', async () => {
    const message = () => services.runsView.message;
    await trained();
    services.filter.set('a.txt');
    assert.equal(message(), '"a.txt": 1 of 1 run');
    const id = await trained();
    assert.equal(message(), '"a.txt": 2 of 2 runs');
    await services.runManager.label(id, { name: 'another' });
    await trained('b.txt');
    // The renamed run is still found, by the name of its text.
    assert.equal(message(), '"a.txt": 2 of 3 runs');
    services.filter.set('');
    assert.equal(message(), undefined);
  });

  it('gives a run one name in the tree, lists, exports and messages, by what differs from the others', async () => {
    const id = await trained();
    const names = async () => {
      const run = services.runManager.run(id) ?? assert.fail();
      const item = await services.tree.getTreeItem(id);
      const csv = path.join(services.runsFolder(), 'a.csv');
      await services.exports.csv([id], vscode.Uri.file(csv));
      const [, row] = readFileSync(csv, 'utf8').replace('\ufeff', '').split('\r\n');
      const full = [runEntry(run).label, services.activeModel.named(usual(id)).name, row.split(',')[0]];
      return [item.label, ...new Set(full)];
    };
    const usual = (run: string) => ({ kind: 'run', id: run, checkpoint: 'usual' }) as const;
    assert.deepEqual(await names(), ['elman tanh 8', 'elman tanh 8 · a.txt']);
    await configure({ 'training.maxIterations': 60, 'model.hidden': 8, 'training.learningRate': 0.05 });
    const { id: other } = await services.train(await textFile('a.txt'));
    await inState(services, other, 'done');
    const name = 'elman tanh 8 · learningRate 0.1';
    assert.deepEqual(await names(), [name, `${name} · a.txt`]);
    await services.runManager.label(id, { name: 'my baseline' });
    assert.deepEqual(await names(), ['my baseline', 'my baseline']);
    await services.runManager.remove([other]);
    await services.runManager.label(id, { name: 'a.txt' });
    assert.deepEqual(await names(), ['elman tanh 8', 'elman tanh 8 · a.txt']);
  });

  it('labels a run while it trains', async () => {
    const id = await training();
    await services.runManager.label(id, { name: 'renamed', starred: true });
    const later = await atIteration(services, id, (services.runManager.run(id)?.iteration ?? 0) + 500);
    assert.deepEqual([later.name, later.starred], ['renamed', true]);
  });

  it('deletes runs, even one that trains, and restores them unchanged', async () => {
    const done = await trained();
    const id = await training();
    await atIteration(services, id, 100);
    const history = await services.runManager.history(done);
    await vscode.commands.executeCommand('elman.deleteRun', done, [done, id]);
    assert.deepEqual(await shown(), []);
    await services.runManager.reload();
    assert.deepEqual(await shown(), []);
    await vscode.commands.executeCommand('elman.undoDeleteRun');
    assert.deepEqual((await shown()).flat().sort(), [done, id].sort());
    assert.deepEqual(await services.runManager.history(done), history);
    const { iteration, state } = services.runManager.run(id) ?? {};
    assert.equal(state, 'paused');
    await services.runManager.resume(id);
    assert.ok((await atIteration(services, id, (iteration ?? 0) + 100)).iteration > 100);
  });

  it('shows what another window does to a run, and does not change a run that is open there', async () => {
    const id = await training();
    await services.runManager.stop(id);
    const record = JSON.parse(readFileSync(path.join(folderOf(id), 'run.json'), 'utf8'));
    const writer = { host: hostname(), pid: 1, beat: Date.now() };
    mkdirSync(path.join(folderOf(id), 'writers'), { recursive: true });
    writeFileSync(path.join(folderOf(id), 'writers', 'another.json'), JSON.stringify(writer));
    writeFileSync(path.join(folderOf(id), 'run.json'), JSON.stringify({ ...record, state: 'running' }));
    let announced: RunRecord | undefined;
    const subscription = services.runManager.onDidUpdate(update => {
      if (update.kind === 'record' && update.id === id) announced = update.record;
    });
    const seen = await until(services.runManager.onDidChange, () => {
      const run = services.runManager.run(id);
      return run?.elsewhere ? run : undefined;
    });
    subscription.dispose();
    assert.equal(seen.state, 'running');
    // The state of the announced record is `running`, so pages read the run's history again.
    assert.equal(announced?.state, 'running');
    assert.match(String((await services.tree.getTreeItem(id)).contextValue), /\belsewhere\b/);
    const isOpen = /nother window/;
    await assert.rejects(services.runManager.resume(id), isOpen);
    await assert.rejects(services.runManager.remove([id]), isOpen);
    rmSync(path.join(folderOf(id), 'writers', 'another.json'));
    await services.runManager.refresh([id]);
    assert.equal(services.runManager.run(id)?.state, 'interrupted');
  });

  it('shows a run that another program creates, and no longer one that it removes', async () => {
    const id = await trained();
    const other = `${id}-other`;
    cpSync(folderOf(id), folderOf(other), { recursive: true });
    const record = readFileSync(path.join(folderOf(other), 'run.json'), 'utf8');
    writeFileSync(path.join(folderOf(other), 'run.json'), record.replaceAll(id, other));
    await until(services.runManager.onDidChange, () => services.runManager.run(other));
    rmSync(folderOf(other), { recursive: true });
    await until(services.runManager.onDidChange, () => !services.runManager.run(other) || undefined);
  });

  it('answers the requests on their way when the runs folder is changed', async () => {
    const id = await trained();
    const params = { length: 20, temperature: 1, seed: 1 };
    const asked = [
      services.runManager.removed(),
      services.runManager.history(id),
      services.runManager.sample(id, params),
    ] as const;
    await services.runManager.reload();
    const [, history, sample] = await Promise.all(asked);
    assert.ok(history.samples.length > 0);
    assert.equal(sample.iteration, 60);
    assert.ok(services.runManager.run(id)); // the new worker lists it
  });

  it('lists a thousand runs within a second, and compares twenty of them', async function () {
    const id = await trained();
    const record = JSON.parse(readFileSync(path.join(folderOf(id), 'run.json'), 'utf8'));
    const many = path.join(services.runsFolder(), '..', 'many-runs');
    for (let n = 0; n < 1000; n++) {
      const run = { ...record, id: `20260101T000000-${n}`, name: `run ${n}` };
      mkdirSync(path.join(many, run.id), { recursive: true });
      writeFileSync(path.join(many, run.id, 'run.json'), JSON.stringify(run));
    }
    await configure({ 'runs.folder': many });
    await until(services.runManager.onDidChange, () => services.runManager.runs.length >= 1000 || undefined);
    const counts: number[] = [];
    const counting = services.runManager.onDidChange(() => counts.push(services.runManager.runs.length));
    const start = performance.now();
    await services.runManager.reload();
    const groups = await services.tree.getChildren();
    const ids = (await Promise.all(groups.map(group => services.tree.getChildren(group)))).flat();
    const items = await Promise.all(ids.map(each => services.tree.getTreeItem(each)));
    const milliseconds = performance.now() - start;
    counting.dispose();
    assert.ok(counts.includes(100), `the newest first, not ${counts}`);
    for (const chosen of [ids.slice(0, 20), ids.slice(100, 125)]) {
      await vscode.commands.executeCommand('elman.compareRuns', chosen[0], chosen);
      assert.deepEqual(services.selection.ids, chosen.slice(-20));
    }
    await configure({ 'runs.folder': undefined });
    rmSync(many, { recursive: true });
    await until(services.runManager.onDidChange, () => services.runManager.runs.length < 1000 || undefined);
    assert.equal(items.length, 1000);
    if (this.test) this.test.title += `: ${milliseconds.toFixed(0)} ms`;
  });
});
