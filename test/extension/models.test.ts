import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as vscode from 'vscode';
import { perplexity } from '../../src/engine/scoring/perplexities';
import type { ModelChoice } from '../../src/extension/core/activeModel';
import { tooltipOf } from '../../src/extension/format/modelTexts';
import type { MixtureRecord, StoredLanguageModel } from '../../src/protocol/storedModels';
import { configure, extension, inState, openText } from './support/services';
import { shownText } from './support/shownText';
import { useExtension } from './support/useExtension';

const words = 'the quick brown fox jumps over the lazy dog .\nthe lazy dog sleeps .\n'.repeat(40);

const fixture = (name: string) =>
  readFileSync(vscode.Uri.joinPath(extension().extensionUri, 'test/fixtures', name).fsPath);

describe('n-gram models and mixtures', () => {
  const services = useExtension({
    settings: { 'training.maxIterations': 300, 'model.hidden': 20, 'text.unit': 'word' },
    keep: true,
  });
  let folder: string;
  let editor: vscode.TextEditor;
  let ngram: StoredLanguageModel;
  let run: string;

  before(async () => {
    await removeModels();
    folder = mkdtempSync(join(tmpdir(), 'elman-models-'));
    editor = await openText(words);
    ({ id: run } = await services.train(editor.document.uri));
    ngram = await services.trainNgram(editor.document.uri, { order: 3, smoothing: 'kneserNey' });
    await inState(services, run, 'done');
  });
  after(async () => {
    await removeModels();
    rmSync(folder, { recursive: true });
  });

  async function removeModels(): Promise<void> {
    await services.modelRegistry.load();
    await services.modelRegistry.remove(services.modelRegistry.models.map(({ id }) => id));
    await services.activeModel.choose(undefined);
  }

  /** Returns the score of the text's second line under a model. */
  async function score(choice: ModelChoice) {
    await services.activeModel.choose(choice);
    editor = await vscode.window.showTextDocument(editor.document, { preview: false });
    editor.selection = new vscode.Selection(1, 0, 2, 0);
    return (await services.score())[0];
  }

  it('are trained on an open text, stored, and become the active model', async () => {
    assert.ok(ngram.kind === 'ngram' && ngram.ngrams.length === 3);
    assert.deepEqual(services.activeModel.choice, { kind: 'made', id: ngram.id });
    const { model, scored } = await score({ kind: 'made', id: ngram.id });
    assert.equal(model.name, ngram.name);
    assert.match(model.description, /^3-gram/);
    assert.equal(scored, 6);
  });

  it('mix a run with n-grams, and are compared with both on a selection', async () => {
    const members = [
      { name: 'n-grams', reference: { kind: 'made', id: ngram.id } },
      { name: 'net', reference: { kind: 'run', id: run, checkpoint: 'usual' } },
    ] as const;
    const equal = await services.mix(members, 'linear');
    const [a, b, both] = [
      await score({ kind: 'made', id: ngram.id }),
      await score({ kind: 'run', id: run, checkpoint: 'usual' }),
      await score({ kind: 'made', id: equal.id }),
    ];
    assert.equal(both.scored, a.scored);
    assert.ok(perplexity(both) <= Math.sqrt(perplexity(a) * perplexity(b)) * (1 + 1e-6));
    const best = (await services.mix(members, 'linear', editor.document.uri)) as MixtureRecord;
    const weights = best.members.map(({ weight }) => weight);
    assert.ok(Math.abs(weights[0] + weights[1] - 1) < 1e-9);
    assert.ok(best.heldOut && best.heldOut.perplexity > 1);
    assert.deepEqual(
      best.members.map(({ vocabulary }) => vocabulary),
      [12, 11],
    );
    assert.match(tooltipOf(best).value, /know&nbsp;12&nbsp;·&nbsp;11&nbsp;of&nbsp;12/);
    const product = (await services.mix(members, 'logLinear', editor.document.uri)) as MixtureRecord;
    assert.ok(product.heldOut && product.members.every(({ weight }) => weight >= 0));
    const multiplied = await score({ kind: 'made', id: product.id });
    assert.ok(perplexity(multiplied) < Math.min(perplexity(a), perplexity(b)) * 1.05);
    const cache = { name: 'cache', reference: { kind: 'cache', size: 100, decay: 0.9 } } as const;
    const cached = await services.mix([...members, cache], 'linear', editor.document.uri);
    assert.match((await score({ kind: 'made', id: cached.id })).model.description, / \+ 0\.\d\d cache$/);
    // A mixture can also be a member of a mixture.
    const nested = await services.mix(
      [{ name: best.name, reference: { kind: 'made', id: best.id } }],
      'logLinear',
    );
    const found = await score({ kind: 'made', id: nested.id });
    const expected = await score({ kind: 'made', id: best.id });
    assert.ok(Math.abs(found.logProb - expected.logProb) < 1e-3);
  });

  it("include models of the RNNLM toolkit, with the toolkit's probability for a word under the mouse", async () => {
    const file = vscode.Uri.file(join(folder, 'srn.model'));
    writeFileSync(file.fsPath, gunzipSync(fixture('rnnlm/srn.model.gz')));
    await vscode.commands.executeCommand('elman.openModelFile', file);
    const [line, next] = ['than <unk> think , sister .', 'ay , good brother , or go about to think .'];
    const text = await openText(`${line}\n${next}\n`);
    const listed = [
      ...gunzipSync(fixture('rnnlm/srn.test.log.gz'))
        .toString()
        .matchAll(/^\d+\t(0\.\d{10})\t(\S+)$/gm),
    ];
    const range = new vscode.Range(0, 0, 0, line.length);
    const { logProb } = (await services.reader.score(text.document, range)) ?? assert.fail();
    const sum = listed.slice(0, 6).reduce((sum, [, p]) => sum + Math.log(Number(p)), 0);
    assert.ok(Math.abs(logProb / sum - 1) < 1e-5, `${logProb}, not ${sum}`);
    const [, expected, word] = listed[9];
    const token = await services.reader.prediction(text.document, new vscode.Position(1, 6), 5, 0);
    assert.ok(token);
    assert.equal(token.text, word);
    assert.ok(Math.abs(Math.exp(token.logProb) / Number(expected) - 1) < 1e-5);
    assert.equal(token.alternatives.length, 5);
    // Asserts that the heatmap, reports and writing use the same model.
    const whole = { origin: 0, start: 0, end: line.length + 1 };
    const colours = (await services.reader.tokens(text.document, whole, true)) ?? assert.fail();
    const logProbs = [...colours.logProbs];
    assert.equal(logProbs.length, 7);
    for (const [i, logProb] of logProbs.entries()) {
      assert.ok(Math.abs(Math.exp(logProb) / Number(listed[i][1]) - 1) < 1e-5, `token ${i}`);
    }
    const end = text.document.lineAt(1).range.end;
    text.selection = new vscode.Selection(0, 0, 1, 0);
    const [report] = await services.score();
    assert.deepEqual([report.model.name, report.scored, report.sentenceEnds], ['srn.model', 7, 1]);
    text.selection = new vscode.Selection(end, end);
    await configure({ 'writing.length': 5, 'writing.seed': 7 });
    const written = await services.continueHere();
    assert.equal(text.document.getText(), `${line}\n${next}${written}\n`);
    assert.match(written, /\w/);
  });

  it("include n-grams of KenLM, with KenLM's probability in the hover", async () => {
    const file = vscode.Uri.file(join(folder, 'kenlm.arpa'));
    writeFileSync(file.fsPath, fixture('ngram/kenlm-small-3.arpa'));
    await vscode.commands.executeCommand('elman.openModelFile', file);
    const line = 'ay , good brother , or go about to think .';
    const text = await openText(`${line}\n`);
    text.selection = new vscode.Selection(0, 0, 1, 0);
    const query = fixture('ngram/kenlm-small-3.query.txt').toString().split('\t').slice(7, 19);
    const sum = query.reduce((sum, field) => sum + Number(field.split(' ')[2]), 0);
    const position = new vscode.Position(0, 3);
    const hover = await services.hover.provideHover(
      text.document,
      position,
      new vscode.CancellationTokenSource().token,
    );
    const [content] = hover?.contents ?? [];
    const words = shownText((content as vscode.MarkdownString).value);
    assert.match(words, /kenlm\.arpa.* 3-gram/);
    assert.ok(words.includes(`| log10 probability |     **${sum.toFixed(2)}** |`), words);
  });

  it('include ARPA files, which become the active model', async () => {
    const file = join(folder, 'small.arpa');
    writeFileSync(
      file,
      '\\data\\\nngram 1=3\n\n\\1-grams:\n-0.30103\tdog\n-0.60206\t</s>\n-0.60206\t<unk>\n\n\\end\\\n',
    );
    const { model, unknown } = await score({ kind: 'file', uri: vscode.Uri.file(file).toString() });
    assert.equal(model.name, 'small.arpa');
    assert.equal(unknown, 4);
    const whole = { origin: 0, start: 0, end: editor.document.getText().length };
    const reading = (await services.reader.tokens(editor.document, whole, false)) ?? assert.fail();
    assert.deepEqual([reading.hasUnknown, reading.logProbs.some(Number.isNaN)], [true, false]);
    assert.ok(reading.unknown >= 4);
  });

  it('include networks with a lesion, which are scored, coloured, hovered, compared, deleted and restored', async () => {
    const { modelRegistry, reader, activeModel, inspection } = services;
    const base = { kind: 'run', id: run, checkpoint: 'usual' } as const;
    const { id, name } = await inspection.lesions.keep(base, {
      units: [{ layer: 0, units: [0, 1, 2, 3, 4, 5] }],
    });
    const lesion = { kind: 'made', id } as const;
    const intact = await score(base);
    const lesioned = await score(lesion);
    assert.equal(lesioned.model.name, name);
    assert.ok(lesioned.logProb < intact.logProb);
    const { document, selection } = editor;
    const { scores } = await reader.compare(document, selection, [base, lesion]);
    assert.deepEqual(
      scores.map(({ logProb }) => logProb),
      [intact.logProb, lesioned.logProb],
    );
    const line = { origin: 0, start: 0, end: document.offsetAt(selection.end) };
    const tokens = (await reader.tokens(document, line, false)) ?? assert.fail();
    const token = tokens.starts.indexOf(document.offsetAt(selection.start));
    const prediction = await reader.prediction(document, selection.start, 5, 0);
    assert.equal(prediction?.logProb, tokens.logProbs[token]);
    const texts = (
      await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        selection.start,
      )
    ).flatMap(({ contents }) => contents.map(each => (each as vscode.MarkdownString).value));
    assert.ok(
      texts.some(each => shownText(each).includes(name)),
      texts.join('\n'),
    );
    await modelRegistry.remove([id]);
    assert.equal(modelRegistry.model(id), undefined);
    assert.notDeepEqual(activeModel.choice, lesion);
    await modelRegistry.restore([id]);
    assert.equal((await score(lesion)).logProb, lesioned.logProb);
    await modelRegistry.remove([id]);
  });

  it('are refused if models cannot be mixed, and leave no files', async () => {
    await configure({ 'text.unit': 'character' });
    const letters = await services.trainNgram(editor.document.uri, { order: 2, smoothing: 'wittenBell' });
    await configure({ 'text.unit': 'word' });
    const before = services.modelRegistry.models.length;
    const members = [ngram, letters].map(({ id, name }) => ({
      name,
      reference: { kind: 'made', id } as const,
    }));
    await assert.rejects(services.mix(members, 'linear'), /split texts into different tokens/);
    assert.equal(services.modelRegistry.models.length, before);
    await assert.rejects(
      services.trainNgram((await openText('')).document.uri, { order: 2, smoothing: 'kneserNey' }),
      /is empty/,
    );
  });

  it("do not replace the user's choice when another model is made", async () => {
    const chosen: ModelChoice = { kind: 'run', id: run, checkpoint: 'usual' };
    await services.activeModel.choose(chosen);
    await services.trainNgram(editor.document.uri, { order: 1, smoothing: 'additive' });
    assert.deepEqual([services.activeModel.choice, services.activeModel.isChosen], [chosen, true]);
    await services.activeModel.choose(undefined);
    const [newest] = services.modelRegistry.models;
    assert.deepEqual(services.activeModel.choice, { kind: 'made', id: newest.id });
  });

  it('are renamed and deleted, and then the newest other model is active', async () => {
    await services.activeModel.choose(undefined);
    const { id } = await services.trainNgram(editor.document.uri, { order: 1, smoothing: 'additive' });
    await services.modelRegistry.rename(id, 'letters');
    await services.modelRegistry.reload();
    assert.equal(services.modelRegistry.model(id)?.name, 'letters');
    assert.deepEqual(services.activeModel.choice, { kind: 'made', id });
    await services.modelRegistry.remove([id]);
    const [newest] = services.modelRegistry.models;
    assert.deepEqual(services.activeModel.choice, { kind: 'made', id: newest.id });
    assert.equal(services.modelRegistry.model(id), undefined);
  });

  it('are deleted together with a run and restored', async () => {
    const before = await score({ kind: 'made', id: ngram.id });
    const item = (await services.runAndModelTree.getChildren()).find(
      each => typeof each === 'object' && each !== null && 'id' in each && each.id === ngram.id,
    );
    assert.ok(item);
    await vscode.commands.executeCommand('elman.deleteRun', item, [item, run]);
    assert.deepEqual(
      [services.modelRegistry.model(ngram.id), services.runManager.run(run)],
      [undefined, undefined],
    );
    await services.runManager.reload();
    await services.modelRegistry.reload();
    assert.deepEqual(
      [services.modelRegistry.model(ngram.id), services.runManager.run(run)],
      [undefined, undefined],
    );
    await vscode.commands.executeCommand('elman.undoDeleteRun');
    assert.equal(services.runManager.run(run)?.state, 'done');
    const after = await score({ kind: 'made', id: ngram.id });
    assert.equal(after.logProb, before.logProb);
  });
});
