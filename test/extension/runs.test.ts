import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { ElmanApi } from '../../src/extension/extension';
import {
  atIteration,
  configure,
  inState,
  openLab,
  removeRuns,
  text,
  unconfigure,
  until,
} from './support/lab';

const changed = ['training.maxIterations', 'model.hidden', 'runs.folder'];

describe('the tree of runs', () => {
  let lab: ElmanApi;
  before(async () => {
    lab = await openLab();
    await removeRuns(lab);
  });
  afterEach(async () => {
    lab.filter.set('');
    await unconfigure(...changed);
    await removeRuns(lab);
  });

  /** A text of the workspace; no editor shows it. */
  async function textFile(name: string): Promise<vscode.Uri> {
    const folder = vscode.workspace.workspaceFolders?.[0].uri;
    assert.ok(folder);
    const file = vscode.Uri.joinPath(folder, name);
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    return file;
  }

  async function trained(name = 'a.txt'): Promise<string> {
    await configure({ 'training.maxIterations': 60, 'model.hidden': 8 });
    const { id } = await lab.train(await textFile(name));
    await inState(lab, id, 'done');
    return id;
  }

  async function training(): Promise<string> {
    await configure({ 'training.maxIterations': 0, 'model.hidden': 8 });
    return (await lab.train(await textFile('a.txt'))).id;
  }

  const folderOf = (id: string) => path.join(lab.runsFolder(), id);
  /** What the tree shows: the runs of every text, by their ids. */
  const shown = async () => {
    const groups = await lab.tree.getChildren();
    return Promise.all(groups.map(group => lab.tree.getChildren(group)));
  };

  it('groups runs by their texts, newest first', async () => {
    const first = await trained('a.txt');
    const second = await trained('a.txt');
    const other = await trained('b.txt');
    assert.deepEqual(await shown(), [[other], [second, first]]);
  });

  it('filters by name, tag, star and setting, and tells of labels', async () => {
    const [first, second] = [await trained(), await trained()];
    await lab.desk.label(first, { name: 'a baseline', tags: ['lesson 1'] });
    await lab.desk.label(second, { starred: true });
    for (const [typed, expected] of [
      ['baseline', [first]],
      ['#lesson TANH', [first]],
      ['starred', [second]],
      ['tanh adagrad', [second, first]],
      ['gru', []],
    ] as const) {
      lab.filter.set(typed);
      assert.deepEqual((await shown()).flat(), expected, typed);
    }
    lab.filter.set('');
    await lab.desk.reload();
    assert.deepEqual(lab.desk.run(first)?.tags, ['lesson 1']);
    assert.match(String((await lab.tree.getTreeItem(second)).description), /^★ .*loss/);
  });

  it('labels a run while it trains', async () => {
    const id = await training();
    await lab.desk.label(id, { name: 'renamed', starred: true });
    const later = await atIteration(lab, id, (lab.desk.run(id)?.iteration ?? 0) + 500);
    assert.deepEqual([later.name, later.starred], ['renamed', true]);
  });

  it('deletes runs, also one that trains, and brings them back as they were', async () => {
    const done = await trained();
    const id = await training();
    await atIteration(lab, id, 100);
    const history = await lab.desk.history(done);
    await vscode.commands.executeCommand('elman.deleteRun', done, [done, id]);
    assert.deepEqual(await shown(), []);
    await lab.desk.reload();
    assert.deepEqual(await shown(), []);
    await vscode.commands.executeCommand('elman.undoDeleteRun');
    assert.deepEqual((await shown()).flat().sort(), [done, id].sort());
    assert.deepEqual(await lab.desk.history(done), history);
    const { iteration, state } = lab.desk.run(id) ?? {};
    assert.equal(state, 'paused');
    await lab.desk.resume(id);
    assert.ok((await atIteration(lab, id, (iteration ?? 0) + 100)).iteration > 100);
  });

  it('sees what another window does to a run, and leaves a run alone that is open there', async () => {
    const id = await training();
    await lab.desk.stop(id);
    const record = JSON.parse(readFileSync(path.join(folderOf(id), 'run.json'), 'utf8'));
    const writer = { host: hostname(), pid: 1, beat: Date.now() };
    mkdirSync(path.join(folderOf(id), 'writers'), { recursive: true });
    writeFileSync(path.join(folderOf(id), 'writers', 'another.json'), JSON.stringify(writer));
    writeFileSync(path.join(folderOf(id), 'run.json'), JSON.stringify({ ...record, state: 'running' }));
    const seen = await until(lab.desk.onDidChange, () => {
      const run = lab.desk.run(id);
      return run?.elsewhere ? run : undefined;
    });
    assert.equal(seen.state, 'running');
    assert.match(String((await lab.tree.getTreeItem(id)).contextValue), /\belsewhere\b/);
    const isOpen = /nother window/;
    await assert.rejects(lab.desk.resume(id), isOpen);
    await assert.rejects(lab.desk.remove([id]), isOpen);
    rmSync(path.join(folderOf(id), 'writers', 'another.json'));
    await lab.desk.refresh([id]);
    assert.equal(lab.desk.run(id)?.state, 'interrupted');
  });

  it('shows a run that another program makes, and no longer one that it removes', async () => {
    const id = await trained();
    const other = `${id}-other`;
    cpSync(folderOf(id), folderOf(other), { recursive: true });
    const record = readFileSync(path.join(folderOf(other), 'run.json'), 'utf8');
    writeFileSync(path.join(folderOf(other), 'run.json'), record.replaceAll(id, other));
    await until(lab.desk.onDidChange, () => lab.desk.run(other));
    rmSync(folderOf(other), { recursive: true });
    await until(lab.desk.onDidChange, () => !lab.desk.run(other) || undefined);
  });

  it('compares twenty of a thousand runs, which it lists within a second', async function () {
    const id = await trained();
    const record = JSON.parse(readFileSync(path.join(folderOf(id), 'run.json'), 'utf8'));
    const many = path.join(lab.runsFolder(), '..', 'many-runs');
    for (let n = 0; n < 1000; n++) {
      const run = { ...record, id: `20260101T000000-${n}`, name: `run ${n}` };
      mkdirSync(path.join(many, run.id), { recursive: true });
      writeFileSync(path.join(many, run.id, 'run.json'), JSON.stringify(run));
    }
    await configure({ 'runs.folder': many });
    await until(lab.desk.onDidChange, () => lab.desk.runs.length >= 1000 || undefined);
    const counts: number[] = [];
    const counting = lab.desk.onDidChange(() => counts.push(lab.desk.runs.length));
    const start = performance.now();
    await lab.desk.reload();
    const groups = await lab.tree.getChildren();
    const ids = (await Promise.all(groups.map(group => lab.tree.getChildren(group)))).flat();
    const items = await Promise.all(ids.map(each => lab.tree.getTreeItem(each)));
    const milliseconds = performance.now() - start;
    counting.dispose();
    assert.ok(counts.includes(100), `the newest first, not ${counts}`);
    for (const chosen of [ids.slice(0, 20), ids.slice(100, 125)]) {
      await vscode.commands.executeCommand('elman.compareRuns', chosen[0], chosen);
      assert.deepEqual(lab.selection.ids, chosen.slice(-20));
    }
    await unconfigure('runs.folder');
    rmSync(many, { recursive: true });
    await until(lab.desk.onDidChange, () => lab.desk.runs.length < 1000 || undefined);
    assert.equal(items.length, 1000);
    if (this.test) this.test.title += `: ${milliseconds.toFixed(0)} ms`;
  });
});
