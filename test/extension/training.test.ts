import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { fullName } from '../../src/common/runNames';
import { configure as engineSettings } from '../../src/engine/configuration/configure';
import { characters } from '../../src/engine/data/characters';
import { readCorpus } from '../../src/engine/data/corpus';
import { Trainer } from '../../src/engine/train/trainer';
import { furtherQuestion } from '../../src/extension/runs/commands/furtherCommand';
import { SettingRanges } from '../../src/extension/training/settingRanges';
import type { MetricsBlock, RunRecord } from '../../src/protocol/run';
import { loadKernels } from '../../src/workers/ports';
import { answer } from './support/quickInput';
import {
  atIteration,
  closeEditors,
  configure,
  extension,
  inState,
  openText,
  text,
  writeFile,
} from './support/services';
import { useExtension } from './support/useExtension';

function column({ columns, values }: MetricsBlock, name: string): number[] {
  const at = columns.indexOf(name);
  return [...values].filter((_, i) => i % columns.length === at);
}

describe('a training', () => {
  const services = useExtension();

  it('continues after its end: "Train Further…"', async () => {
    await configure({ 'training.maxIterations': 300, 'model.hidden': 20 });
    const { document } = await openText(text);
    const { id } = await services.train(document.uri);
    await services.trainFurther(await inState(services, id, 'done'), 300);
    const further = await atIteration(services, id, 600);
    assert.equal(further.settings['training.maxIterations'], 600);
    await inState(services, id, 'done');
    const { metrics } = await services.runManager.history(id);
    assert.deepEqual(
      column(metrics, 'iteration'),
      Array.from({ length: 60 }, (_, i) => 10 * i),
    );
  });

  it('trains further for the number of iterations that its question proposes, or not at all', async () => {
    await configure({ 'training.maxIterations': 300, 'model.hidden': 20 });
    const { document } = await openText(text);
    const run = await inState(services, (await services.train(document.uri)).id, 'done');
    const command = () => vscode.commands.executeCommand<RunRecord | undefined>('elman.trainFurther', run.id);
    assert.equal(await answer(command(), 'close'), undefined);
    assert.equal(services.runManager.run(run.id)?.state, 'done');
    assert.equal((await answer(command(), 'accept'))?.settings['training.maxIterations'], 600);
    await atIteration(services, run.id, 600);
  });

  it('says in the question for more iterations what the result will be', async () => {
    await configure({ 'training.maxIterations': 300, 'model.hidden': 20 });
    const { document } = await openText(text);
    const run = await inState(services, (await services.train(document.uri)).id, 'done');
    const ranges = new SettingRanges(extension().packageJSON);
    const judge = (typed: string, of = run) => {
      const found = furtherQuestion(of, ranges).validateInput?.(typed) as vscode.InputBoxValidationMessage;
      return [vscode.InputBoxValidationSeverity[found.severity], found.message];
    };
    const { title, value, prompt } = furtherQuestion(run, ranges);
    assert.deepEqual([value, /\b300\b/.test(prompt ?? '')], ['300', true]);
    assert.ok(title?.includes(fullName(run)), title);
    assert.deepEqual(judge('700'), [
      'Info',
      'The result will equal that of a run of 1,000 iterations, bit for bit.',
    ]);
    for (const wrong of ['', '0', '-5', '1.5', '1,000', 'many', '1e99'])
      assert.deepEqual(judge(wrong), ['Error', 'Enter a whole number from 1.'], wrong);
    const cosine = { ...run, settings: { ...run.settings, 'training.schedule': 'cosine' } };
    const [severity, message] = judge('700', cosine);
    assert.equal(severity, 'Warning');
    assert.match(message, /^With the schedule "cosine"/);
  });

  it('is repeated with other seeds: "Train with More Seeds…"', async () => {
    await configure({ 'training.maxIterations': 100, 'model.hidden': 20, 'training.seed': 2 });
    const { document } = await openText(text);
    const first = await services.train(document.uri);
    const started = await services.trainSeeds([first], 3);
    const seeds = started.map(({ settings }) => settings['training.seed']);
    // The two runs start at the same time, in any order.
    assert.deepEqual(seeds.sort(), [1, 3]);
    assert.deepEqual(
      services.selection.ids,
      [first, ...started].map(({ id }) => id),
    );
    for (const { id, settings, text: trained } of started) {
      assert.deepEqual({ ...settings, 'training.seed': 2 }, first.settings);
      assert.equal(trained.fingerprint, first.text.fingerprint);
      assert.equal(services.runManager.run(id)?.state, 'done');
    }
    assert.deepEqual(await services.trainSeeds([first], 3), []);
  });

  it('runs to its end, and leaves metrics, samples and a model', async () => {
    await configure({ 'training.maxIterations': 500, 'model.hidden': 20, 'snapshot.interval': 200 });
    const { document } = await openText(text);
    const { id } = await services.train(document.uri);
    const done = await inState(services, id, 'done');
    assert.equal(done.iteration, 500);
    assert.equal(done.text.bytes, text.length);
    const { metrics, samples } = await services.runManager.history(id);
    assert.deepEqual(
      column(metrics, 'iteration'),
      Array.from({ length: 50 }, (_, i) => 10 * i),
    );
    assert.ok(done.smoothLoss < column(metrics, 'smoothLoss')[0]);
    assert.deepEqual(
      samples.map(({ iteration }) => iteration),
      [0, 200, 400, 500],
    );
    assert.equal([...samples[0].text].length, 200);
  });

  it('starts after the panel of a dashboard was closed', async () => {
    await configure({ 'training.maxIterations': 10, 'model.hidden': 20 });
    await vscode.commands.executeCommand('elman.openDashboard');
    await closeEditors();
    const { document } = await openText(text);
    const { id } = await services.train(document.uri);
    await inState(services, id, 'done');
  });

  it('sends every measurement once, in its history or in a later update', async () => {
    await configure({ 'training.maxIterations': 0, 'model.hidden': 20 });
    const { document } = await openText(text);
    const { id } = await services.train(document.uri);
    await atIteration(services, id, 100);
    const { metrics } = await services.runManager.history(id);
    const seen = column(metrics, 'iteration');
    const subscription = services.runManager.onDidUpdate(update => {
      if (update.kind === 'metrics') seen.push(...column(update.metrics, 'iteration'));
    });
    await atIteration(services, id, (seen.at(-1) ?? 0) + 100);
    await services.runManager.stop(id);
    subscription.dispose();
    await inState(services, id, 'stopped');
    assert.deepEqual(
      seen,
      seen.map((_, i) => 10 * i),
    );
    assert.deepEqual(column((await services.runManager.history(id)).metrics, 'iteration'), seen);
  });

  it('pauses, continues, stops, and resumes from the store', async () => {
    await configure({ 'training.maxIterations': 0, 'model.hidden': 20 });
    const { document } = await openText(text);
    const { id } = await services.train(document.uri);
    const paused = await services.runManager.pause(id);
    assert.equal(paused.state, 'paused');
    assert.equal((await services.runManager.resume(id)).state, 'running');
    await atIteration(services, id, paused.iteration + 1);
    const stopped = await services.runManager.stop(id);
    assert.equal(stopped.state, 'stopped');
    assert.equal(services.runManager.isLive(id), false);
    assert.ok((await services.runManager.resume(id)).iteration >= stopped.iteration);
    await atIteration(services, id, stopped.iteration + 1);
    await services.runManager.stop(id);
    const iterations = column((await services.runManager.history(id)).metrics, 'iteration');
    assert.deepEqual(
      iterations,
      iterations.map((_, i) => 10 * i),
    );
  });

  it('continues with its copy of the text when the document is closed', async () => {
    await configure({ 'training.maxIterations': 0, 'model.hidden': 20 });
    const { document } = await openText(text);
    const { id } = await services.train(document.uri);
    await closeEditors();
    const { iteration } = await services.runManager.pause(id);
    await services.runManager.resume(id);
    assert.equal((await atIteration(services, id, iteration + 200)).state, 'running');
  });

  it('takes the text of a dirty document, not that of its file', async () => {
    const file = await writeFile('dirty.txt', 'saved');
    const editor = await vscode.window.showTextDocument(file);
    await editor.edit(edit => edit.insert(new vscode.Position(0, 0), text));
    assert.ok(editor.document.isDirty);
    const { id } = await services.train(file);
    assert.equal(services.runManager.run(id)?.text.bytes, text.length + 'saved'.length);
    assert.equal(services.runManager.run(id)?.name, 'dirty.txt');
  });

  it('starts no second run on a text, unless asked for another run', async () => {
    await configure({ 'training.maxIterations': 0 });
    const { document } = await openText(text);
    await vscode.commands.executeCommand('elman.trainOnFile');
    await vscode.commands.executeCommand('elman.trainOnFile');
    assert.equal(services.runManager.runs.length, 1);
    await vscode.commands.executeCommand('elman.trainAnother', document.uri);
    assert.equal(services.runManager.runs.length, 2);
    assert.notEqual(services.runManager.runs[0].name, services.runManager.runs[1].name);
  });

  /**
   * Trains a run to its end, with a pause. Returns its record, and whether this process did the computation.
   */
  async function trainedIn(worker: 'process' | 'thread') {
    await configure({ 'runs.worker': worker, 'training.maxIterations': 400 });
    await configure({ 'training.batch': 16, 'model.hidden': 70 });
    const { document } = await openText(text);
    const { id } = await services.train(document.uri);
    await services.runManager.pause(id);
    const folder = join(services.runsFolder(), id, 'writers');
    const writers = readdirSync(folder).map(name => JSON.parse(readFileSync(join(folder, name), 'utf8')));
    await services.runManager.resume(id);
    const record = await inState(services, id, 'done');
    return { record, isHere: writers.some(({ pid }) => pid === process.pid) };
  }

  it('computes in a separate process or in a thread, as the setting says, with the same results bit for bit', async () => {
    const [apart, here] = [await trainedIn('process'), await trainedIn('thread')];
    assert.deepEqual([apart.isHere, here.isHere], [false, true]);
    const { settings, smoothLoss } = apart.record;
    assert.equal(here.record.smoothLoss, smoothLoss);
    const bytes = new TextEncoder().encode(text);
    const kernels = await loadKernels(`${__dirname}/../../../media`, 'auto');
    const corpus = readCorpus({ name: 'text', bytes }, characters, 1);
    const trainer = new Trainer(kernels, corpus, engineSettings(settings));
    while (!trainer.isFinished) trainer.step(false);
    assert.equal(trainer.smoothLoss, smoothLoss);
  });

  it('leaves the extension host free while two runs train', async function () {
    await configure({ 'training.maxIterations': 0, 'training.batch': 32, 'training.sequenceLength': 64 });
    const { document } = await openText(text.repeat(300));
    const runs = [await services.train(document.uri), await services.train(document.uri)];
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const [start, before] = [process.hrtime.bigint(), process.cpuUsage()];
    for (const { id } of runs) await atIteration(services, id, 100);
    const { user, system } = process.cpuUsage(before);
    const share = (user + system) / (Number(process.hrtime.bigint() - start) / 1000);
    delay.disable();
    const longest = (delay.max / 1e6).toFixed(1);
    if (this.test) this.test.title += `: ${(100 * share).toFixed(0)}% of a core, longest pause ${longest} ms`;
    // The extension host uses less than half a core. The trainings run outside it, on two cores or on all
    // cores of the machine.
    assert.ok(share < 0.5, `${share}`);
  });
});
