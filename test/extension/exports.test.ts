import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, linkSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { fullName } from '../../src/common/runNames';
import { RunStore } from '../../src/engine/storage/runs/runStore';
import { decodeSafetensors } from '../../src/engine/storage/safetensors/readSafetensors';
import { encodeSafetensors } from '../../src/engine/storage/safetensors/safetensors';
import { plain } from '../../src/export/markdown';
import { choiceOfFile } from '../../src/extension/core/modelFileChoice';
import type { RunRecord } from '../../src/protocol/run';
import { NodeFileSystem } from '../../src/workers/nodeFileSystem';
import { repeatable } from '../engine/support/sessions';
import { onnxMetadataOf } from '../export/onnx/readOnnx';
import { readCsv } from '../export/support/readCsv';
import { readEvents } from '../export/support/readEvents';
import { answer } from './support/quickInput';
import { inState, text } from './support/services';
import { useExtension } from './support/useExtension';

describe('an export', () => {
  const services = useExtension({ keep: true });
  let folder: string;
  let runs: readonly RunRecord[];
  const place = (...names: string[]) => vscode.Uri.file(path.join(folder, ...names));
  const ids = () => runs.map(({ id }) => id);
  const nameOf = (id: string) => fullName(services.runManager.run(id) ?? assert.fail(id));

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'elman-exports-'));
    const file = place("the fox's text.txt");
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    const trained: RunRecord[] = [];
    for (const name of ['logistic', 'tanh']) {
      const settings = { 'model.activation': name, 'model.hidden': 12, 'training.maxIterations': 300 };
      const { id } = await services.train(file, {
        name,
        settings: { ...settings, 'snapshot.interval': 100 },
      });
      trained.push(await inState(services, id, 'done'));
    }
    runs = trained;
  });
  after(() => rmSync(folder, { recursive: true }));

  it('of metrics is one table with every metric of both runs', async () => {
    const [file] = await services.exports.csv(ids(), place('both.csv'));
    const [head, ...rows] = readCsv(readFileSync(file.fsPath, 'utf8'));
    for (const { id } of runs) {
      const name = nameOf(id);
      const { columns, values } = (await services.runManager.history(id)).metrics;
      const own = rows.filter(row => row[1] === id);
      assert.ok(own.length >= 30 && own.every(row => row[0] === name));
      const numberIn = (cell: string) => (cell === '' ? Number.NaN : Number(cell));
      const read = own.flatMap(row => columns.map(column => numberIn(row[head.indexOf(column)])));
      assert.deepEqual(read, [...values]);
    }
  });

  it('for TensorBoard is an event file for each run, with its scalars and samples', async () => {
    const files = await services.exports.tensorBoard(ids(), place('board'));
    assert.deepEqual(
      files.map(file => path.basename(path.dirname(file.fsPath))),
      runs.map(({ id }) => nameOf(id).replace("'", ' ')),
    );
    for (const [i, { id }] of runs.entries()) {
      const { metrics, samples } = await services.runManager.history(id);
      const events = readEvents(readFileSync(files[i].fsPath));
      const texts = events.flatMap(({ texts }) => texts.sample?.replace(/^ {4}/gm, '') ?? []);
      assert.deepEqual(
        texts,
        samples.map(sample => sample.text),
      );
      const losses = events.flatMap(({ scalars }) => scalars.loss ?? []);
      const column = metrics.columns.indexOf('loss');
      const expected = metrics.values.filter((_, at) => at % metrics.columns.length === column);
      assert.deepEqual(losses, [...expected].map(Math.fround));
    }
  });

  it('of a run is a file that another person imports once, and compares with one of their runs', async () => {
    const [first, second] = runs;
    const [file] = await services.exports.runFile(first.id, place('run.elmanrun'));
    await vscode.commands.executeCommand('elman.importRun', file);
    const imported = services.selection.record ?? assert.fail();
    assert.notEqual(imported.id, first.id);
    assert.deepEqual(
      [imported.text.uri, imported.settings, imported.iteration],
      [first.text.uri, first.settings, first.iteration],
    );
    assert.deepEqual(
      await services.runManager.history(imported.id),
      await services.runManager.history(first.id),
    );
    // A click on the title of the view passes the run that was clicked before.
    const asked = vscode.commands.executeCommand('elman.importRun', first.id);
    assert.equal(await answer(asked, 'close'), undefined);
    assert.notEqual(
      services.activeModel.choice?.kind === 'run' && services.activeModel.choice.id,
      imported.id,
    );
    const count = services.runManager.runs.length;
    await vscode.commands.executeCommand('elman.compareWithFile', second.id, file);
    assert.deepEqual(services.selection.ids, [second.id, imported.id]);
    assert.equal(services.runManager.runs.length, count);
    await services.runManager.remove([imported.id]);
  });

  it('of a network without its metadata is a state dictionary, whose vocabulary and nonlinearity are asked', async () => {
    const run = { kind: 'run', id: runs[1].id, checkpoint: 'usual' } as const;
    const [, weights] = await services.networkExports.pytorch(run, place('state.py'), async () => false);
    const { metadata, tensors } = decodeSafetensors(readFileSync(weights.fsPath));
    const state = place('bare.safetensors');
    writeFileSync(state.fsPath, encodeSafetensors([...tensors.values()], {}));
    const symbols = place('symbols.json');
    writeFileSync(symbols.fsPath, metadata.vocabulary);
    const asked: string[] = [];
    const opened = (vocabulary?: vscode.Uri, nonlinearity?: string, file = state) => {
      const vocabularyAsked = async () => {
        asked.push('vocabulary');
        return vocabulary;
      };
      const nonlinearityAsked = async () => {
        asked.push('nonlinearity');
        return nonlinearity;
      };
      const questions = { vocabulary: vocabularyAsked, nonlinearity: nonlinearityAsked };
      return choiceOfFile(file, services.reader, questions);
    };
    const [tanh, relu] = [await opened(symbols, 'tanh'), await opened(symbols, 'relu')];
    assert.deepEqual(asked, ['vocabulary', 'nonlinearity', 'vocabulary', 'nonlinearity']);
    assert.ok(tanh && relu);
    const { description, vocabulary } = await services.reader.describe(tanh);
    assert.deepEqual([description, vocabulary], ['elman · tanh · 12', new Set(text).size]);
    assert.equal((await services.reader.describe(relu)).description, 'elman · relu · 12');
    assert.equal(await opened(undefined, 'tanh'), undefined);
    assert.equal(await opened(symbols, undefined), undefined);
    asked.splice(0);
    assert.ok(await opened(undefined, undefined, weights));
    assert.deepEqual(asked, []);
  });

  it('of a network is an ONNX file, or a PyTorch program that replaces other weights only if the user agrees', async () => {
    const { networkExports: exports } = services;
    const run = { kind: 'run', id: runs[0].id, checkpoint: 'usual' } as const;
    const [onnx] = await exports.onnx(run, place('tanh.onnx'));
    const { vocabulary, description } = onnxMetadataOf(readFileSync(onnx.fsPath));
    assert.deepEqual(new Set(JSON.parse(vocabulary)), new Set(text));
    assert.match(description, /^elman · logistic · 12$/);

    const asked: string[] = [];
    const answering = (agrees: boolean) => async (name: string) => {
      asked.push(name);
      return agrees;
    };
    const [program, weights] = await exports.pytorch(run, place('net.py'), answering(false));
    assert.match(readFileSync(program.fsPath, 'utf8'), /torch\.sigmoid/);
    assert.deepEqual(asked, []);
    writeFileSync(weights.fsPath, 'mine');
    assert.deepEqual(await exports.pytorch(run, place('net.py'), answering(false)), []);
    assert.equal(readFileSync(weights.fsPath, 'utf8'), 'mine');
    await exports.pytorch(run, place('net.py'), answering(true));
    assert.deepEqual(asked, ['net.safetensors', 'net.safetensors']);
    assert.notEqual(readFileSync(weights.fsPath, 'utf8'), 'mine');

    const before = readFileSync(weights.fsPath);
    const file = { kind: 'file', uri: weights.toString() } as const;
    linkSync(weights.fsPath, place('link.onnx').fsPath);
    await assert.rejects(exports.pytorch(file, place('net.py'), answering(true)), /would replace the model/);
    await assert.rejects(exports.onnx(file, weights), /would replace the model/);
    await assert.rejects(exports.onnx(file, place('link.onnx')), /would replace the model/);
    await assert.rejects(exports.pytorch(run, place('net.txt'), answering(true)), /ends with "\.py"/);
    assert.deepEqual(readFileSync(weights.fsPath), before);
  });

  it('for TensorBoard has a folder for each of two runs whose names give one file name, even if they are exported in turn', async () => {
    const [first, second] = runs;
    await services.runManager.label(first.id, { name: 'a/b' });
    await services.runManager.label(second.id, { name: 'a:b' });
    const folderOf = async (id: string) => {
      const [file] = await services.exports.tensorBoard([id], place('one by one'));
      return path.basename(path.dirname(file.fsPath));
    };
    const folders: string[] = [];
    for (const { id } of [first, second, first, second]) folders.push(await folderOf(id));
    for (const { id, name } of runs) await services.runManager.label(id, { name });
    assert.deepEqual(folders, ['a b', 'a b 2', 'a b', 'a b 2']);
  });

  it('of a report names the differences, with its plots beside it', async () => {
    const [report, ...plots] = await services.exports.report(ids(), place('out', 'mine.md'));
    const words = readFileSync(report.fsPath, 'utf8');
    assert.match(words, /^\| Run \| model\.activation \|$/m);
    const pictures = [...words.matchAll(/!\[.*\]\((.*)\)/g)].map(match => decodeURI(match[1]));
    assert.deepEqual(
      pictures,
      plots.map(({ fsPath }) => path.basename(fsPath)),
    );
    assert.ok(plots.length >= 3 && plots.every(({ fsPath }) => existsSync(fsPath)));
    assert.match(readFileSync(plots[0].fsPath, 'utf8'), /^<\?xml[\s\S]*>tanh<\/text>[\s\S]*<\/svg>\n$/);
  });

  it('of a command line gives the same run, bit for bit', async () => {
    const [line] = await services.exports.commandLines(ids());
    const program = vscode.extensions.getExtension('elman-lab.elman-lab')?.extensionUri;
    assert.ok(program);
    const cli = vscode.Uri.joinPath(program, 'dist/cli.mjs').fsPath;
    const again = line.replace(/^elman /, `'${process.execPath}' '${cli}' `);
    const { stdout, stderr } = spawnSync('sh', ['-c', `${again} --runs here --json`], {
      cwd: folder,
      encoding: 'utf8',
    });
    assert.equal(stderr, '');
    const { id, settings, name } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
    assert.deepEqual([{ ...settings, 'kernels.build': 'auto' }, name], [runs[0].settings, runs[0].name]);
    const made = await new RunStore(new NodeFileSystem(path.join(folder, 'here'))).history(id);
    const first = await services.runManager.history(runs[0].id);
    assert.deepEqual(repeatable(made.metrics), repeatable(first.metrics));
    assert.deepEqual(made.samples, first.samples);
  });

  it('of a run is imported where its text is not known, and then cannot become an experiment', async () => {
    const [file] = await services.exports.runFile(ids()[1], place('alone.elmanrun'));
    await services.runManager.remove(services.runManager.runs.map(({ id }) => id));
    await vscode.commands.executeCommand('elman.importRun', file);
    const imported = services.selection.record ?? assert.fail();
    assert.equal(imported.text.uri, '');
    const editor = await vscode.commands.executeCommand('elman.newExperiment', imported.id);
    assert.equal(editor, undefined);
    await services.runManager.restore(ids());
    await services.runManager.remove([imported.id]);
  });

  it('contains no deleted run', async () => {
    await assert.rejects(
      services.exports.csv(['20260101T000000-none'], place('none.csv')),
      /There is no run/,
    );
    assert.ok(!existsSync(place('none.csv').fsPath));
  });

  it('of several pupils opens as one table from a folder, without adding runs or changing the folder', async () => {
    const [first] = runs;
    const runFolder = place('class of 2026');
    await vscode.workspace.fs.createDirectory(runFolder);
    const target = (name: string) => vscode.Uri.joinPath(runFolder, name);
    for (const [i, { id }] of runs.entries())
      await services.exports.runFile(id, target(`pupil ${i}.elmanrun`));
    await vscode.workspace.fs.writeFile(target('<b>damaged.elmanrun'), new TextEncoder().encode('PK'));
    const before = services.runManager.runs.length;
    const document = await vscode.commands.executeCommand<vscode.TextDocument>(
      'elman.openClassFolder',
      runFolder,
    );
    const report = document.getText();
    for (const name of ['pupil 0', 'pupil 1', 'no loss on held-out text', plain(first.text.name)])
      assert.ok(report.includes(name), name);
    assert.match(report, /\\<b\\>damaged\.elmanrun: This file is not a run file/);
    assert.equal(services.runManager.runs.length, before);
    assert.equal((await vscode.workspace.fs.readDirectory(runFolder)).length, 3);
  });
});
