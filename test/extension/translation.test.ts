import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { TrainTranslatorCommand } from '../../src/extension/translation/trainTranslatorCommand';
import type { RunRecord } from '../../src/protocol/run';
import { inState, until, writeFile } from './support/services';
import { shownText } from './support/shownText';
import { useExtension } from './support/useExtension';

const SMALL = {
  'model.hidden': 32,
  'model.embedding': 8,
  'training.maxIterations': 500,
  'training.learningRate': 0.01,
  'training.batch': 16,
  'validation.interval': 100,
};

/** All strings of one to four of the letters a, b and c. */
const sources = Array.from({ length: 4 }, (_, i) =>
  Array.from({ length: 3 ** (i + 1) }, (_, n) => n.toString(3).padStart(i + 1, '0')),
).flat();

/**
 * The target of a letter is another letter, so that a small network learns it at once. One pair has an empty target, and some
 * pairs occur twice, so that they are held out and trained on.
 */
const pairs = [
  ...[...sources, ...sources.slice(60)].map(
    digits =>
      `${digits.replace(/\d/g, n => 'abc'[Number(n)])}\t${digits.replace(/\d/g, n => 'xyz'[Number(n)])}\n`,
  ),
  'a\t\n',
].join('');

describe('translators', () => {
  const services = useExtension({ keep: true });
  let trained: RunRecord;
  const train = async (name: string, content: string, changes = {}) => {
    const uri = await writeFile(name, content);
    return services.translation.trainTranslator.train(uri, { ...SMALL, ...changes });
  };

  before(async () => {
    const { id } = await train('translated-letters.tsv', pairs, { 'validation.fraction': 0.3 });
    trained = await inState(services, id, 'done');
  });
  after(() => services.activeModel.choose(undefined));

  it('are runs that write targets, whose share of exact targets the tree shows', () => {
    assert.deepEqual(trained.translation, { symbols: 3 });
    assert.equal(services.runManager.run(trained.id)?.shown?.short, 'translator gru 32');
    assert.match(String(services.tree.getTreeItem(trained.id).description), /^\d+\.\d% exact, held out/);
  });

  it('are evaluated on held-out pairs by the length of the source, with what was left out', async () => {
    const { channel } = services.labelWorker;
    const figures = await channel.request('translatorFigures', { id: trained.id });
    assert.equal(figures.hasAttention, true);
    assert.equal(figures.leftOut.emptyTargets, 1);
    assert.ok(figures.missing.repeated > 0);
    assert.equal(figures.network?.pairs, figures.validation);
    assert.equal(figures.network?.byLength[0].from, 1);
    assert.equal(
      figures.network?.byLength.reduce((sum, { pairs: count }) => sum + count, 0),
      figures.validation,
    );
  });

  it('translate each selected line up to its tab, name unknown symbols, and refuse large selections', async () => {
    const { translation } = services;
    const content = 'ab\tnot read\n\ncaq\n??\n \u3000ab \n';
    const document = await vscode.workspace.openTextDocument({ content });
    await vscode.window.showTextDocument(document);
    const { found } = await translation.translating.run();
    const [ab, caq, unknown, spaced] = found.sources;
    // Training keeps the spaces of a source, so they are read here, too.
    assert.deepEqual([spaced.text, spaced.unknown], [' \u3000ab ', [' ', '\u3000', ' ']]);
    assert.deepEqual([ab.text, ab.targets[0].text], ['ab', 'xy']);
    // One row of weights for each symbol and for the end; each row sums to 1.
    assert.equal(ab.targets[0].weights.length, 3);
    for (const row of ab.targets[0].weights)
      assert.ok(Math.abs(row.reduce((sum, each) => sum + each, 0) - 1) < 1e-4);
    assert.deepEqual([caq.unknown, caq.symbols], [['q'], ['c', 'a']]);
    assert.deepEqual([unknown.unread, unknown.targets.length], ['unknown', 0]);
    const tall = await vscode.workspace.openTextDocument({ content: 'a\n'.repeat(101) });
    await vscode.window.showTextDocument(tall);
    await assert.rejects(translation.translating.run(), /lines and/);
  });

  it('are used again when VS Code restores their page, which is closed if it has nothing to show', async () => {
    const { panels } = services.translation;
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const restored = async (state: unknown) => {
      const panel = vscode.window.createWebviewPanel('test', 'test', vscode.ViewColumn.Beside);
      let isClosed = false;
      panel.onDidDispose(() => {
        isClosed = true;
      });
      await panels.deserializeWebviewPanel(panel, state);
      return { isClosed, html: isClosed ? '' : panel.webview.html };
    };
    for (const state of [undefined, { sources: [] }, { sources: [1] }, { sources: Array(101).fill('a') }])
      assert.equal((await restored(state)).isClosed, true);
    assert.match((await restored({ sources: ['ab'] })).html, /translation\.js/);
    assert.equal((await restored({ sources: ['ab'] })).isClosed, true, 'there is one page');
  });

  it('show targets in the hover of a selection while one is the active model', async () => {
    const { translation, activeModel, hover } = services;
    await activeModel.choose({ kind: 'run', id: trained.id, checkpoint: 'usual' });
    const document = await vscode.workspace.openTextDocument({ content: 'cab\tqq\n' });
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(0, 0, 0, 6);
    await until(vscode.window.onDidChangeTextEditorSelection, () =>
      editor.selection.isEmpty ? undefined : true,
    );
    const { token } = new vscode.CancellationTokenSource();
    const position = new vscode.Position(0, 1);
    const found = (await translation.hover.provideHover(document, position, token)) ?? assert.fail();
    const [markdown] = found.contents;
    assert.ok(markdown instanceof vscode.MarkdownString);
    assert.match(shownText(markdown.value), /zxy/);
    assert.equal(await hover.provideHover(document, position, token), undefined);
  });

  it('are paused, resumed without attention, and refuse lines without a tab and untrusted workspaces', async () => {
    const { runManager } = services;
    const long = { 'model.attention': 'none', 'training.maxIterations': 100_000 };
    const { id } = await train('without.tsv', pairs, long);
    await runManager.pause(id);
    const paused = await inState(services, id, 'paused');
    assert.equal(paused.settings['model.attention'], 'none');
    await runManager.resume(id);
    await inState(services, id, 'running');
    await runManager.stop(id);
    const figures = await services.labelWorker.channel.request('translatorFigures', { id });
    assert.equal(figures.hasAttention, false);
    await assert.rejects(train('no-tab.tsv', 'a\tx\nb\n'), /line 2: 0 tabs were found/);
    await assert.rejects(train('one-pair.tsv', 'a\tx\n'), /has too few different pairs for validation/);
    type Params = ConstructorParameters<typeof TrainTranslatorCommand>;
    const command = new TrainTranslatorCommand({} as Params[0], {} as Params[1], () => false);
    await assert.rejects(command.run(), /Restricted Mode|trust/i);
  });
});
