import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as vscode from 'vscode';
import { fullName } from '../../src/common/runNames';
import type { VectorsRecord } from '../../src/protocol/vectorsRecord';
import { configure, inState, newDocument, openText, until, writeFile } from './support/services';
import { useExtension } from './support/useExtension';

const text = 'The king and the queen of the land.\nThe man and the woman of the town.\n'.repeat(40);

describe('word vectors in the editor', () => {
  const services = useExtension({ settings: { 'vectors.size': 8, 'vectors.passes': 2 } });
  const { modelRegistry, vectors } = services;
  const tabs = () => vscode.window.tabGroups.all.flatMap(group => group.tabs).map(({ label }) => label);
  /** Resolves when a tab with this label is open. VS Code adds it after the page was created. */
  const tabOf = (label: string) =>
    until(vscode.window.tabGroups.onDidChangeTabs, () => tabs().includes(label) || undefined);

  afterEach(async () => {
    await modelRegistry.load();
    await modelRegistry.remove(modelRegistry.all.map(({ id }) => id));
  });

  async function train(content = text): Promise<VectorsRecord> {
    return vectors.train((await openText(content)).document.uri);
  }

  const stored = ({ id }: VectorsRecord, file: string) => join(services.runsFolder(), id, file);

  async function hoverAt(content: string, character: number) {
    const document = await newDocument(content);
    const token = new vscode.CancellationTokenSource().token;
    const hover = await vectors.hover.provideHover(document, new vscode.Position(0, character), token);
    if (!hover) return undefined;
    const [shown] = hover.contents as vscode.MarkdownString[];
    return { text: shown.value.replaceAll('&nbsp;', ' '), word: document.getText(hover.range) };
  }

  it('are trained by the command on the open text, and their page opens', async () => {
    await openText(text);
    await vscode.commands.executeCommand('elman.trainVectors');
    const [made] = modelRegistry.all;
    assert.ok(made.kind === 'vectors' && made.size === 8 && made.vocabulary === 9);
    await tabOf(made.name);
    assert.equal(modelRegistry.models.length, 0);
    assert.equal(services.activeModel.choice, undefined);
    assert.match(readFileSync(stored(made, 'vocabulary.txt'), 'utf8'), /^<\/s> 80\nthe 240\n/);
  });

  it('show their training in a page, which then shows them; stopped early, they are kept', async () => {
    await configure({ 'vectors.passes': 1_000_000 });
    const { panels } = vectors;
    let page: ReturnType<typeof panels.follow> | undefined;
    const { follow } = panels;
    const stopped = new Promise<void>(resolve => {
      panels.follow = training => {
        training.onDidProgress(() => training.stop().then(resolve));
        page = follow.call(panels, training);
        return page;
      };
    });
    const uri = (await openText(text)).document.uri;
    const record = await vectors.train(uri).finally(() => {
      panels.follow = follow;
    });
    await stopped;
    const row = (await services.runAndModelTree.getChildren()).find(each => Object(each).id === record.id);
    assert.ok(row);
    assert.equal((await services.runAndModelTree.getTreeItem(row)).contextValue, 'vectors stopped');
    assert.ok(page && record.trained !== undefined && record.trained < 1);
    await tabOf(record.name);
    assert.equal(tabs().filter(label => label === record.name).length, 1);
    assert.equal(modelRegistry.freeName(record.name), `${record.name} 2`);
  });

  it('continue a training that was stopped, from its row in the tree', async () => {
    // Enough passes that the training is still running when the request to stop arrives.
    await configure({ 'vectors.passes': 10_000 });
    const { panels } = vectors;
    const { follow } = panels;
    panels.follow = training => {
      training.onDidProgress(() => training.stop());
      return follow.call(panels, training);
    };
    const uri = (await openText(text)).document.uri;
    const record = await vectors.train(uri).finally(() => {
      panels.follow = follow;
    });
    assert.ok(record.trained !== undefined);
    const stopped = readFileSync(stored(record, 'vectors.bin'));
    await vscode.commands.executeCommand('elman.continueVectors', { id: record.id });
    const [continued] = modelRegistry.all;
    assert.ok(continued.kind === 'vectors' && continued.id === record.id);
    assert.equal(continued.trained, undefined);
    assert.ok(!readFileSync(stored(record, 'vectors.bin')).equals(stopped));
    assert.ok(await hoverAt('king', 1));
  });

  it('of a run open from its row in the tree', async () => {
    await configure({ 'model.hidden': 5, 'training.maxIterations': 20 });
    const { id } = await services.train((await openText(text)).document.uri);
    const run = await inState(services, id, 'done');
    await vscode.commands.executeCommand('elman.showModelVectors', run.id);
    await tabOf(`Vectors of ${fullName(run)}`);
  });

  it('are a row of the tree, which is renamed, deleted and restored like a model', async () => {
    const record = await train();
    const rows = await services.runAndModelTree.getChildren();
    // The class of the rows is another one in the bundle of the tests.
    const row = rows.find(each => typeof each === 'object' && each !== null && Object(each).id === record.id);
    assert.ok(row);
    const item = await services.runAndModelTree.getTreeItem(row);
    assert.deepEqual([item.contextValue, item.description], ['vectors', 'word vectors']);
    assert.equal(item.command?.command, 'elman.showVectors');
    await vscode.commands.executeCommand('elman.deleteRun', row);
    assert.deepEqual(modelRegistry.all, []);
    await vscode.commands.executeCommand('elman.undoDeleteRun');
    assert.deepEqual(
      modelRegistry.all.map(({ id }) => id),
      [record.id],
    );
    assert.ok(readFileSync(stored(record, 'vectors.bin')).length > 0);
  });

  it('say that they predict no text if they are used as a model', async () => {
    const record = await train();
    const describing = services.reader.describe({ kind: 'made', id: record.id });
    await assert.rejects(describing, /predict no text/);
  });

  it('show the nearest words in the hover of a word, in any letter case and beside punctuation', async () => {
    await train();
    const hover = await hoverAt('"KING, queen', 2);
    assert.equal(hover?.word, 'KING');
    assert.match(hover?.text ?? '', /^\*\*king\*\* · Nearest words; 40 occurrences/);
    assert.equal(hover?.text.match(/ · \S+ -?\d\.\d\d/g)?.length, 7);
    assert.equal(await hoverAt('the emperor', 6), undefined);
    assert.equal(await hoverAt('   ', 1), undefined);
    await configure({ 'vectors.hover': false });
    assert.equal(await hoverAt('king', 1), undefined);
  });

  it('show the nearest words of a word that the text lacks, by its parts', async () => {
    assert.equal(await train().then(() => hoverAt('kingly', 1)), undefined);
    await configure({ 'vectors.subwordMaximum': 4 });
    await train();
    const hover = await hoverAt('a Kingly life', 3);
    assert.equal(hover?.word, 'Kingly');
    assert.match(hover?.text ?? '', /^\*\*Kingly\*\* · Nearest words, by the vectors of its parts/);
    assert.match(hover?.text ?? '', /king -?\d\.\d\d/);
    assert.equal(await hoverAt('1999', 1), undefined);
  });

  it('show no hover any more once they are deleted', async () => {
    const record = await train();
    assert.ok(await hoverAt('king', 1));
    await modelRegistry.remove([record.id]);
    assert.equal(await hoverAt('king', 1), undefined);
  });

  it('find a Japanese word in a line without spaces', async () => {
    await train('猫が魚を食べる。\n犬が肉を食べる。\n'.repeat(30));
    assert.equal((await hoverAt('昨日猫が来た', 2))?.word, '猫');
  });

  it('are opened from files, also packed by gzip', async () => {
    const record = await train();
    const file = await writeFile('copy.bin.gz', gzipSync(readFileSync(stored(record, 'vectors.bin'))));
    await modelRegistry.remove([record.id]);
    await vscode.commands.executeCommand('elman.openVectorsFile', file);
    await tabOf('copy.bin.gz');
    assert.match((await hoverAt('king', 1))?.text ?? '', /Nearest words$/m);
    await vscode.workspace.fs.delete(file);
  });

  it('refuse a damaged file, a text without a frequent word, and a dimension of 0', async () => {
    const file = await writeFile('lying.txt', '1000000 300\nthe 0.5 1\n');
    const open = vectors.show({ kind: 'file', uri: file.toString() });
    await assert.rejects(open, /do not fit into/);
    assert.ok(!tabs().includes('lying.txt'));
    await vscode.workspace.fs.delete(file);
    await assert.rejects(train('once upon a time\n'), /occurs 5 times/);
    await configure({ 'vectors.size': 0 });
    await assert.rejects(train(), /vectors\.size is 0, but must be a whole number from 1/);
    await configure({ 'vectors.size': 8, 'vectors.subwordMaximum': 2 });
    await assert.rejects(train(), /vectors\.subwordMinimum is 3, but must be at most 2/);
    assert.deepEqual(modelRegistry.all, []);
  });
});
