import assert from 'node:assert/strict';
import { readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import * as vscode from 'vscode';
import type { ModelFileSummary } from '../../src/protocol/modelFile';
import { extension, until, writeFile } from './support/services';
import { useExtension } from './support/useExtension';

const fixture = (name: string) => {
  const bytes = readFileSync(join(extension().extensionPath, 'test/fixtures', name));
  return new Uint8Array(name.endsWith('.gz') ? gunzipSync(bytes) : bytes);
};

/** The files of each format, the format that the editor shows, and whether it opens them unless asked otherwise. */
const files: readonly (readonly [
  name: string,
  fixture: string,
  ModelFileSummary['format'],
  isOurs: boolean,
])[] = [
  ['small.arpa', 'cases/kenlm.arpa', 'arpa', true],
  ['small.lm', 'cases/kenlm.arpa', 'arpa', false],
  ['words.model', 'rnnlm/bptt.model.gz', 'rnnlm', false],
  ['words.vec', 'word2vec/cbow-ns.txt', 'word2vecText', false],
  ['words.bin', 'word2vec/cbow-ns.bin', 'word2vecBinary', false],
  ['lstm.safetensors', 'pytorch/pytorch-lstm.safetensors', 'safetensors', true],
];

describe('the editor of a model file', () => {
  const services = useExtension();
  const { modelFiles } = services;

  const tabOf = (uri: vscode.Uri) =>
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .find(({ input }) => Object(input).uri?.toString() === uri.toString());

  const textTabOf = (uri: vscode.Uri) =>
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .find(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString());

  /** Opens a file and returns what the tab contains: the type of its custom editor, or undefined. */
  async function opened(uri: vscode.Uri, viewType?: string): Promise<string | undefined> {
    if (viewType) await vscode.commands.executeCommand('vscode.openWith', uri, viewType);
    else await vscode.commands.executeCommand('vscode.open', uri);
    const tab = await until(vscode.window.tabGroups.onDidChangeTabs, () => tabOf(uri));
    return tab.input instanceof vscode.TabInputCustom ? tab.input.viewType : undefined;
  }

  /** Returns what the worker has read of a file that is open in an editor. */
  const describeFile = (uri: vscode.Uri) =>
    modelFiles.worker.channel.request('describe', { uri: uri.toString() });

  for (const [name, source, format, isOurs] of files) {
    it(`shows ${name}, ${isOurs ? 'unless another editor is chosen' : 'if the user chooses it'}`, async () => {
      const uri = await writeFile(name, fixture(source));
      const type = isOurs ? 'elman.modelFile' : 'elman.possibleModelFile';
      assert.equal(await opened(uri, isOurs ? undefined : type), type);
      const summary = await describeFile(uri);
      assert.deepEqual([summary.format, summary.damage, summary.extent.isWhole], [format, undefined, true]);
      const found = await modelFiles.worker.channel.request('find', {
        ...{ uri: uri.toString(), query: '', from: 0, count: 5 },
      });
      assert.equal(found.total, summary.rows.count);
      assert.equal(found.rows.length, 5);
    });
  }

  it('leaves other endings to the editors of other programs', async () => {
    const uri = await writeFile('trees.model', '{"learner": "trees"}');
    assert.equal(await opened(uri), undefined);
    assert.equal((await vscode.workspace.openTextDocument(uri)).getText(), '{"learner": "trees"}');
  });

  it('can be replaced by the text editor, from its page', async () => {
    const uri = await writeFile('text.arpa', fixture('cases/kenlm.arpa'));
    assert.equal(await opened(uri), 'elman.modelFile');
    await modelFiles.act('text', uri);
    await until(vscode.window.tabGroups.onDidChangeTabs, () => textTabOf(uri));
  });

  it('is opened by its command, reads packed files, and both files of faster-rnnlm', async () => {
    const packed = await writeFile('small.arpa.gz', gzipSync(fixture('cases/kenlm.arpa')));
    await vscode.commands.executeCommand('elman.showModelFile', packed);
    await until(vscode.window.tabGroups.onDidChangeTabs, () => tabOf(packed));
    const summary = await describeFile(packed);
    assert.deepEqual([summary.format, summary.extent.isPacked], ['arpa', true]);
    await writeFile('gru', fixture('fasterRnnlm/gru'));
    const faster = await describeFile(await writeFile('gru.nnet', fixture('fasterRnnlm/gru.nnet')));
    assert.deepEqual([faster.format, faster.damage], ['fasterRnnlm', undefined]);
  });

  it('shows damage, and reads a file again when it has changed', async () => {
    const bytes = fixture('cases/kenlm.arpa');
    const uri = await writeFile('changing.arpa', bytes.subarray(0, bytes.length - 300));
    const { damage } = await describeFile(uri);
    assert.match(damage?.template ?? '', /Line \{1\}|truncated/);
    await writeFile('changing.arpa', bytes);
    await modelFiles.worker.channel.request('forget', { uri: uri.toString() });
    assert.equal((await describeFile(uri)).damage, undefined);
  });

  it('opens a file of 2 GB, of which it reads a part', async () => {
    const uri = await writeFile('large.arpa', fixture('cases/kenlm.arpa'));
    truncateSync(uri.fsPath, 2 ** 31);
    assert.equal(await opened(uri), 'elman.modelFile');
    const { extent, damage, rows } = await describeFile(uri);
    assert.deepEqual([extent.isWhole, extent.size, extent.read < 2 ** 24], [false, 2 ** 31, true]);
    assert.ok(rows.count > 0);
    assert.ok(damage, 'a file that ends in zeros is damaged');
  });

  it('makes a file the active model, but in Restricted Mode only shows it', async () => {
    const uri = await writeFile('active.arpa', fixture('cases/kenlm.arpa'));
    await assert.rejects(modelFiles.act('use', uri, false), /only be looked at/);
    assert.equal(services.activeModel.isChosen, false);
    await modelFiles.act('use', uri, true);
    const { choice } = services.activeModel;
    assert.ok(choice?.kind === 'file' && choice.uri === uri.toString());
  });

  it('shows word vectors in their page', async () => {
    const uri = await writeFile('shown.vec', fixture('word2vec/cbow-ns.txt'));
    await modelFiles.act('vectors', uri, true);
    await until(
      vscode.window.tabGroups.onDidChangeTabs,
      () =>
        vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label === 'shown.vec')) ||
        undefined,
    );
  });
});
