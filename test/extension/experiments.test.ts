import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { classics } from '../../src/common/classics/classics';
import { differingTraits } from '../../src/common/differingTraits';
import { verdictOf } from '../../src/common/verdict';
import type { StorageWorker } from '../../src/extension/core/storageWorker';
import { estimated, estimateText } from '../../src/extension/experiments/dryRun';
import { Experiments } from '../../src/extension/experiments/experiments';
import { itemsOf } from '../../src/extension/experiments/openClassic';
import type { ResultsPage } from '../../src/extension/experiments/resultsPage';
import { writeResults } from '../../src/extension/experiments/saveResults';
import { TrainingOnCluster } from '../../src/extension/experiments/trainingOnCluster';
import type { RunRecord } from '../../src/protocol/run';
import { configure, inState, text, until, workspaceFolder, writeFile } from './support/services';
import { useExtension } from './support/useExtension';

const settings = { 'model.hidden': 4, 'training.maxIterations': 60, 'training.sequenceLength': 5 };

/** Returns the content of an experiment's file with four runs. */
const source = (changes: object = {}) => `{ // tanh or logistic
  ${JSON.stringify({
    ...{ version: 1, name: 'quick', text: 'quick.txt', settings },
    ...{ vary: { 'model.activation': ['tanh', 'logistic'] }, seeds: 2, ...changes },
  }).slice(1)}`;

describe('the estimate of a dry run', () => {
  const estimate = { runs: 8, done: 1, failed: 1, dropped: 1, unfinished: 1, seconds: 60, bytes: 0 };

  it('counts one run of each kind in the singular', () => {
    const one = { ...estimate, runs: 4 };
    assert.match(
      estimateText('a', one, 2),
      /^"a": 4 runs, 1 done\. 1 failed and is not .* 1 was dropped .* 1 was started and is resumed\. The remaining one takes/,
    );
    assert.match(
      estimateText('a', { ...one, runs: 1, failed: 0, dropped: 0 }, 2),
      /^"a": 1 run, 1 done\. 1 was/,
    );
  });

  it('counts several runs in the plural', () => {
    const several = { ...estimate, failed: 2, dropped: 2, unfinished: 2 };
    assert.match(
      estimateText('a', several, 2),
      / 2 failed and are not .* 2 were dropped .* 2 were started and are resumed\. The remaining 3 take/,
    );
  });
});

describe('the file of an experiment in the editor', () => {
  const services = useExtension();
  const { checks, experiments, runManager } = services;
  let files = 0;
  before(() => writeFile('quick.txt', text));

  async function open(content: string): Promise<vscode.TextDocument> {
    const file = await writeFile(`quick-${++files}.elman.json`, content);
    const document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document);
    return document;
  }

  const ours = ({ uri }: vscode.TextDocument) =>
    vscode.languages.getDiagnostics(uri).filter(({ source: from }) => from === 'Elman');
  const checked = (document: vscode.TextDocument, probe: () => boolean) =>
    until(checks.onDidCheck, () => (checks.of(document) && probe() ? true : undefined));
  const lenses = async ({ uri }: vscode.TextDocument) =>
    (await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri)).map(
      ({ command }) => command?.title ?? '',
    );
  const replaced = async (document: vscode.TextDocument, from: string, to: string) => {
    const start = document.getText().indexOf(from);
    const edit = new vscode.WorkspaceEdit();
    const range = new vscode.Range(document.positionAt(start), document.positionAt(start + from.length));
    edit.replace(document.uri, range, to);
    await vscode.workspace.applyEdit(edit);
  };

  it('is JSON with comments', async () => {
    assert.equal((await open(source())).languageId, 'jsonc');
  });

  it('shows its error at its place while the user types, and offers to correct it', async () => {
    const document = await open(source());
    await checked(document, () => ours(document).length === 0);
    await replaced(document, 'model.hidden', 'model.hiden');
    await checked(document, () => ours(document).length === 1);
    const [{ message, range }] = ours(document);
    assert.equal(document.getText(range), '"model.hiden"');
    assert.match(message, /Did you mean "model\.hidden"\?/);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      ...[document.uri, range, vscode.CodeActionKind.QuickFix.value],
    );
    const action = actions.find(({ title }) => title === 'Change to "model.hidden"');
    assert.ok(action?.edit && action.isPreferred);
    await vscode.workspace.applyEdit(action.edit);
    await checked(document, () => ours(document).length === 0);
    assert.equal(document.getText(), source());
  });

  it('names settings in errors as the file does', async () => {
    const document = await open(source({ settings: { ...settings, 'model.hidden': -1 } }));
    await checked(document, () => ours(document).length === 1);
    assert.match(ours(document)[0].message, /^The setting model\.hidden is -1/);
  });

  it('offers to run it, with the number of runs, and nothing while it has an error', async () => {
    const document = await open(source());
    await checked(document, () => true);
    const titles = ['$(play) Run Experiment', 'Dry Run (4 runs)', 'Results', 'Compare Kinds of Models'];
    assert.deepEqual(await lenses(document), titles);
    await replaced(document, '"seeds":2', '"seeds":0');
    await checked(document, () => ours(document).length === 1);
    assert.deepEqual(await lenses(document), []);
  });

  it('trains all its runs, with their keys as ids, and none again', async () => {
    const document = await open(source());
    const active = await experiments.run(document.uri);
    assert.ok(active);
    const [stop, , progress] = await lenses(document);
    assert.equal(stop, '$(debug-stop) Stop');
    assert.match(progress, /^\$\(sync~spin\) \d of 4/);
    await active.done;
    const { runs } = active.experiment;
    assert.deepEqual(
      runs.map(({ id }) => runManager.run(id)?.state),
      ['done', 'done', 'done', 'done'],
    );
    assert.ok(runs.every(({ id }) => /^run-[0-9a-f]{32}$/.test(id)));
    const created = runs.map(({ id }) => runManager.run(id)?.createdAt);
    assert.equal(await experiments.run(document.uri), undefined);
    assert.deepEqual(
      runs.map(({ id }) => runManager.run(id)?.createdAt),
      created,
    );
    assert.deepEqual(experiments.all.size, 0);
  });

  it('stops all its runs, and resumes them to the same results', async () => {
    const long = { ...settings, 'training.maxIterations': 20_000 };
    const document = await open(source({ settings: long, seeds: 1 }));
    const active = await experiments.run(document.uri);
    assert.ok(active);
    const [first] = active.experiment.runs;
    await inState(services, first.id, 'running');
    await experiments.stop(document.uri);
    await active.done;
    assert.equal(runManager.run(first.id)?.state, 'stopped');
    assert.equal(runManager.runs.filter(({ state }) => state === 'running').length, 0);
    const again = await experiments.run(document.uri);
    await again?.done;
    const resumed = again?.experiment.runs.map(({ id }) => runManager.run(id));
    assert.deepEqual(
      resumed?.map(run => run?.state),
      ['done', 'done'],
    );
    const loss = resumed?.[0]?.smoothLoss;
    await runManager.remove([first.id]);
    await (await experiments.run(document.uri))?.done;
    assert.equal(runManager.run(first.id)?.smoothLoss, loss, 'bit for bit');
  });

  it('pauses runs at the end of a rung, and trains the better half to its end: the bits of a full training', async () => {
    const halved = { ...settings, 'training.maxIterations': 80, 'metrics.interval': 10 };
    const vary = { 'training.learningRate': [0.2, 0.1, 0.05, 0.001] };
    const changes = { settings: halved, vary, seeds: 1 };
    const { uri } = await open(source({ ...changes, design: { halving: 2 } }));
    const active = await experiments.run(uri);
    await active?.done;
    const ids = active?.experiment.runs.map(({ id }) => id) ?? [];
    const runs = ids.map(id => runManager.run(id));
    const [done, dropped] = ['done', 'paused'].map(state => runs.filter(run => run?.state === state));
    assert.deepEqual([done.length, dropped.length], [2, 2]);
    assert.ok(dropped.every(run => run?.iteration === 41));
    assert.ok(!ids.some(id => runManager.isLive(id)), 'their workers have ended');
    assert.equal(active?.progress.dropped, 2);
    const losses = done.map(run => run?.smoothLoss);
    assert.equal(await experiments.run(uri), undefined, 'nothing is left to train');

    await runManager.remove(done.map(run => run?.id ?? ''));
    await (await experiments.run((await open(source(changes))).uri))?.done;
    assert.deepEqual(
      done.map(run => runManager.run(run?.id ?? '')?.smoothLoss),
      losses,
    );
    assert.ok(
      ids.every(id => runManager.run(id)?.state === 'done'),
      'dropped runs are resumed',
    );
  });

  it('trains in phases', async () => {
    const phases = [{ text: { generator: 'xor', number: 60 }, epochs: 1 }, { epochs: 2 }];
    const { 'training.maxIterations': _, ...others } = settings;
    const document = await open(source({ settings: others, phases, seeds: 1 }));
    const active = await experiments.run(document.uri);
    await active?.done;
    for (const { id } of active?.experiment.runs ?? []) {
      const run = runManager.run(id);
      assert.deepEqual(
        [run?.state, run?.text.name, run?.phases?.map(({ epochs }) => epochs)],
        ['done', 'xor.txt, quick.txt', [1, 2]],
      );
    }
  });

  it('trains on generated texts, and on texts as they are in the editor', async () => {
    const document = await open(source({ text: ['quick.txt', { generator: 'xor', number: 300 }], seeds: 1 }));
    const active = await experiments.run(document.uri);
    await active?.done;
    const texts = active?.experiment.runs.map(({ id }) => runManager.run(id)?.text.name);
    assert.deepEqual(texts, ['quick.txt', 'quick.txt', 'xor.txt', 'xor.txt']);
  });

  /** Runs an experiment by its command, and returns the page with the results that the command opens. */
  async function runFrom({ uri }: vscode.TextDocument): Promise<ResultsPage> {
    const opened = new Promise<ResultsPage>(resolve => {
      const opening = services.resultsPanels.onDidOpen(page => {
        opening.dispose();
        resolve(page);
      });
    });
    await vscode.commands.executeCommand('elman.runExperiment', uri);
    return opened;
  }

  it('shows its results on a page while runs come in, and saves them', async () => {
    const document = await open(source());
    const page = await runFrom(document);
    const figures = await until(page.onDidShow, () =>
      page.figures?.conditions.every(({ done }) => done.length === 2) ? page.figures : undefined,
    );
    const [lowest, highest] = figures.conditions;
    assert.deepEqual([lowest.name, highest.name].sort(), ['logistic', 'tanh']);
    assert.ok(lowest.mean !== undefined && highest.mean !== undefined && lowest.mean < highest.mean);
    assert.deepEqual(
      figures.comparisons.map(({ lower, seeds }) => ({ lower, seeds })),
      [{ lower: lowest.name, seeds: 2 }],
    );
    const experiment = await experiments.open(document.uri);
    const target = vscode.Uri.joinPath(document.uri, '..', 'results.csv');
    await writeResults(experiment, services.storage, target);
    const table = new TextDecoder().decode(await vscode.workspace.fs.readFile(target));
    assert.equal(table.trim().split('\n').length, 5, 'a row per run, below the head');
  });

  it('shows what its runs have learned if it repeats a classic one, and saves it with plots', async () => {
    const xor = { text: { generator: 'xor', number: 300 }, settings: { ...settings, 'model.hidden': 5 } };
    const document = await open(source(xor));
    const page = await runFrom(document);
    const figures = await until(page.onDidShow, () =>
      page.classicFigures?.runs === 4 ? page.classicFigures : undefined,
    );
    assert.equal(figures.source, 'Elman 1990');
    for (const { runs, places } of figures.conditions)
      assert.deepEqual([runs.length, runs[0].figures.length, places.length], [2, 3, 12]);
    const target = vscode.Uri.joinPath(document.uri, '..', 'classic.md');
    await writeResults(await experiments.open(document.uri), services.storage, target);
    const read = async (name: string) =>
      new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(target, '..', name)));
    assert.match(await read('classic.md'), /RMS of 1 - P\(bit\) at the third bit/);
    for (const plot of ['loss', 'positions']) {
      assert.ok((await read('classic.md')).includes(`](classic-${plot}.svg)`));
      assert.match(await read(`classic-${plot}.svg`), /<\/svg>\n$/);
    }
  });

  it('says how many runs exist, and how long the others take and how large they are, and trains none', async () => {
    const textFor = async (changes: object = {}) => {
      const experiment = await experiments.open((await open(source(changes))).uri);
      const { signal } = new AbortController();
      const estimate = await estimated(services, { experiment, parallel: 2, signal });
      return estimate && estimateText('quick', estimate, 2);
    };
    const cost = String.raw`take about \d+:\d\d with 2 at a time, and \d+\.\d MB on disk\.$`;
    const before = await textFor();
    assert.match(before ?? '', new RegExp(`^"quick": 4 runs, 0 done\\. The remaining 4 ${cost}`));
    assert.equal(runManager.runs.length, 0);
    await (await experiments.run((await open(source())).uri))?.done;
    const more = await textFor({ seeds: 4 });
    assert.match(more ?? '', new RegExp(`^"quick": 8 runs, 4 done\\. The remaining 4 ${cost}`));
  });

  it('leaves a run to another process that is about to train it, and trains the others', async () => {
    const { uri } = await open(source());
    const [first] = (await experiments.open(uri)).runs;
    const folder = join(services.runsFolder(), first.id);
    mkdirSync(join(folder, 'writers'), { recursive: true });
    const writer = { host: hostname(), pid: 1, beat: Date.now() };
    writeFileSync(join(folder, 'writers', 'another.json'), JSON.stringify(writer));
    await (await experiments.run(uri))?.done;
    const states = runManager.runs.map(({ id, state }) => ({ isFirst: id === first.id, state }));
    rmSync(folder, { recursive: true });
    const done = { isFirst: false, state: 'done' };
    assert.deepEqual(states, [done, done, done]);
  });

  it('is not run in a workspace that is not trusted', async () => {
    const { uri } = await open(source());
    const { queue, storage, messages } = services;
    const careful = new Experiments({ runManager, queue, storage, messages }, () => false);
    await assert.rejects(careful.run(uri), /In Restricted Mode/);
    careful.dispose();
    assert.equal(runManager.runs.length, 0);
  });

  it('is submitted to a cluster if it names one, and says so if the cluster is missing', async () => {
    const { uri } = await open(source({ launch: { slurm: { partition: 'short' } } }));
    const active = await experiments.run(uri);
    await assert.rejects(async () => active?.done, /Slurm (was not found|refused the job|did not answer)/);
    assert.equal(experiments.all.size, 0);
    assert.equal((await experiments.open(uri)).runs.length, 4);
    assert.equal(runManager.runs.length, 0, 'nothing is trained on this machine');
    await replaced(await vscode.workspace.openTextDocument(uri), '"quick"', '"renamed"');
    await assert.rejects(experiments.run(uri), /Save "quick-\d+\.elman\.json" first/);
  });

  it('waits for its runs on a cluster, and cancels their job', async () => {
    const { uri } = await open(source({ launch: { slurm: { partition: 'short' } } }));
    const experiment = await experiments.open(uri);
    const due = await experiment.due();
    const asked: string[] = [];
    let left = 2;
    const request = async (name: string) => {
      asked.push(name);
      if (name === 'cancelRuns') left = 0;
      return name === 'queuedRuns' ? { training: left, waiting: 0 } : undefined;
    };
    const channel = { request } as unknown as StorageWorker['channel'];
    const storage = { channel } as unknown as StorageWorker;
    const training = new TrainingOnCluster(experiment, uri.fsPath, { runManager, storage });
    const ended = training.train(due.due);
    while (!asked.includes('queuedRuns')) await new Promise(setImmediate);
    await training.stop();
    await ended;
    assert.deepEqual([asked[0], asked.at(-1)], ['submitRuns', 'queuedRuns']);
    assert.equal(asked.filter(name => name === 'cancelRuns').length, 1);
  });

  it('begins from a text, and from the runs selected: what differs between them varies', async () => {
    const text = vscode.Uri.joinPath(workspaceFolder(), 'quick.txt');
    await vscode.commands.executeCommand('elman.newExperiment', text);
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor?.document.isUntitled && editor.document.uri.path.endsWith('/quick.elman.json'));
    await checked(editor.document, () => ours(editor.document).length === 0);
    assert.match(editor.document.getText(), /"text": "quick\.txt"/);
    const { runs } = await experiments.open(editor.document.uri);
    assert.equal(runs.length, 10);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');

    const active = await experiments.run((await open(source())).uri);
    await active?.done;
    const ids = active?.experiment.runs.map(({ id }) => id) ?? [];
    await vscode.commands.executeCommand('elman.newExperiment', ids[0], ids);
    const again = vscode.window.activeTextEditor?.document;
    assert.ok(again);
    const all = (await experiments.open(again.uri)).runs.map(({ id }) => id);
    assert.equal(all.length, 10, 'two activations, five seeds');
    assert.ok(
      ids.every(id => all.includes(id)),
      'the runs are part of the new experiment',
    );
  });

  it('for two partners differ in one setting, and their runs can be compared', async () => {
    await configure({ 'training.maxIterations': 30, 'model.hidden': 6 });
    const text = vscode.Uri.joinPath(workspaceFolder(), 'quick.txt');
    const inPairs = (values: readonly string[]) =>
      vscode.commands.executeCommand<vscode.Uri[] | undefined>('elman.workInPairs', text, {
        ...{ setting: 'model.activation', values },
      });
    const files = (await inPairs(['tanh', 'relu'])) ?? assert.fail();
    assert.deepEqual(
      files.map(({ path }) => path.split('/').at(-1)),
      ['quick-A.elman.json', 'quick-B.elman.json'],
    );
    const trained: RunRecord[] = [];
    for (const file of files) {
      const active = await experiments.run(file);
      await active?.done;
      const [run, ...others] = active?.experiment.runs ?? [];
      assert.equal(others.length, 0);
      trained.push(runManager.run(run.id) ?? assert.fail());
    }
    assert.deepEqual(differingTraits(trained), ['model.activation']);
    assert.equal(verdictOf(trained)?.pairs, 1);
    // The same answers give the same files, and equal values give none.
    assert.deepEqual(String(await inPairs(['tanh', 'relu'])), String(files));
    assert.equal(await inPairs(['tanh', 'tanh']), undefined);
    for (const file of files) await vscode.workspace.fs.delete(file);
  });

  it('opens classic experiments as files, and replaces none', async () => {
    const openXor = () => vscode.commands.executeCommand<vscode.TextEditor>('elman.openClassic', 'xor');
    const first = await openXor();
    assert.ok(first.document.uri.path.startsWith(workspaceFolder().path), first.document.uri.path);
    assert.match(first.document.getText(), /^\/\/ XOR in time \(Elman 1990\)\n/);
    await checked(first.document, () => ours(first.document).length === 0);
    assert.equal((await experiments.open(first.document.uri)).runs.length, 3);
    const { path } = first.document.uri;
    assert.equal((await openXor()).document.uri.path, path, 'the same file, while it is unchanged');
    const changed = await writeFile(path.split('/').pop() ?? '', '{ "version": 1 }');
    const second = await openXor();
    assert.notEqual(second.document.uri.path, path);
    assert.equal(new TextDecoder().decode(await vscode.workspace.fs.readFile(changed)), '{ "version": 1 }');
    for (const { document } of [first, second]) await vscode.workspace.fs.delete(document.uri);
  });

  it('lists the classic experiments below their sources', () => {
    const items = itemsOf(classics);
    const sources = items.filter(({ kind }) => kind === vscode.QuickPickItemKind.Separator);
    assert.deepEqual(
      sources.map(({ label }) => label),
      ['Elman 1990', 'Elman 1991', 'Elman 1993', 'Jordan 1986', 'Tests of memory'],
    );
    assert.equal(items.length - sources.length, classics.length);
  });

  it('says that a text is missing', async () => {
    const document = await open(source({ text: 'missing.txt' }));
    await assert.rejects(experiments.run(document.uri), /"missing\.txt" could not be read/);
    assert.equal(experiments.all.size, 0);
  });
});
