import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { AOZORA, GUTENBERG } from '../engine/support/markedTexts';
import { configure, inState, newDocument, openText } from './support/services';
import { useExtension } from './support/useExtension';

describe('a text with the markup of a collection', () => {
  const services = useExtension({ settings: { 'training.maxIterations': 40, 'model.hidden': 8 } });

  it('is trained again without it, with the same settings, and scored without it', async () => {
    const { document } = await openText(AOZORA.whole.repeat(4));
    const first = await services.train(document.uri);
    const second = await services.trainWithoutMarkup(first, document.uri, 'aozora');
    const done = await inState(services, second.id, 'done');
    assert.deepEqual(done.settings, { ...first.settings, 'text.filter': 'aozora' });
    assert.equal(done.text.tokens, [...AOZORA.body.repeat(4)].length);
    assert.equal(done.text.fingerprint, first.text.fingerprint);
    await services.activeModel.choose({ kind: 'run', id: done.id, checkpoint: 'usual' });
    const whole = wholeOf(document);
    assert.equal((await services.reader.score(document, whole))?.tokens, done.text.tokens);
    await configure({ 'reading.filter': 'none' });
    assert.equal((await services.reader.score(document, whole))?.tokens, [...document.getText()].length);
    await configure({ 'reading.filter': 'model' });

    const at = document.getText().indexOf('吾輩《わがはい》は猫である。名前');
    const [ruby, cat] = [at + 4, at + 8].map(offset => document.positionAt(offset));
    assert.equal(await services.reader.prediction(document, ruby, 3), undefined);
    assert.equal((await services.reader.prediction(document, cat, 3))?.text, 'は');
  });

  it('is left out by the setting for n-grams that were trained without a filter', async () => {
    const { whole, body } = GUTENBERG[1];
    const learned = await newDocument(body.repeat(4));
    const { id } = await services.trainNgram(learned.uri, { order: 3, smoothing: 'wittenBell' });
    const choice = { kind: 'made', id } as const;
    await services.activeModel.choose(choice);
    const { document } = await openText(whole);
    const expected = await services.reader.score(
      learned,
      new vscode.Range(0, 0, body.split('\n').length - 1, 0),
    );
    const score = () => services.reader.score(document, wholeOf(document));
    assert.equal((await score())?.tokens, whole.length);

    await configure({ 'reading.filter': 'gutenberg' });
    const found = await score();
    assert.deepEqual([found?.tokens, found?.logProb], [body.length, expected?.logProb]);
    assert.ok((await services.score())[0].logProb === expected?.logProb);
    const compared = await services.reader.compare(document, wholeOf(document), [choice, choice]);
    assert.deepEqual(
      compared.scores.map(({ tokens }) => tokens),
      [body.length, body.length],
    );

    const everything = { origin: 0, start: 0, end: whole.length };
    const tokens = await services.reader.tokens(document, everything, false);
    assert.ok(tokens);
    assert.equal(tokens.starts[0], whole.indexOf(body));
    const coloured = [...tokens.starts].map((start, i) => whole.slice(start, tokens.ends[i]));
    assert.equal(coloured.join(''), body);

    const at = (part: string) => document.positionAt(whole.indexOf(part));
    const predicted = (part: string) => services.reader.prediction(document, at(part), 3);
    assert.equal(await predicted('by Jane Austen'), undefined);
    assert.equal((await predicted('universally'))?.text, 'u');

    const folder = mkdtempSync(path.join(tmpdir(), 'elman-markup-'));
    const target = vscode.Uri.file(path.join(folder, 'table.tsv'));
    const texts = [{ document, ranges: [wholeOf(document)], name: 'pride.txt' }];
    const options = { rows: 'token', perLine: false, choices: [choice], target } as const;
    assert.equal(await services.exportSurprisal(texts, options), body.length);
    const [, first] = readFileSync(target.fsPath, 'utf8').split('\n');
    assert.equal(Number(first.split('\t')[4]), whole.indexOf(body));
    const [model] = JSON.parse(readFileSync(`${target.fsPath}.json`, 'utf8')).models;
    assert.equal(model.unit, 'character filter gutenberg');
    rmSync(folder, { recursive: true });
    await services.modelRegistry.remove([id]);
  });
});

const wholeOf = (document: vscode.TextDocument) =>
  new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
