import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { number, percent } from '../../src/extension/format/numbers';
import { describeSelection } from '../../src/extension/reading/hover/selectionMarkdown';
import { tooltipOf } from '../../src/extension/reading/selectionStatus';
import { encodingItems } from '../../src/extension/training/askEncoding';
import { configuredEncoding, damageIn } from '../../src/extension/training/configuredEncoding';
import { answer } from './support/quickInput';
import { configure, extension, inState, openText, text, writeFile } from './support/services';
import { useExtension } from './support/useExtension';

const settings = { 'training.maxIterations': 20, 'model.hidden': 8, 'training.sequenceLength': 10 };

describe('a text in another encoding', () => {
  const services = useExtension({ settings });

  const fixture = (name: string) =>
    readFileSync(join(extension().extensionPath, 'test/fixtures/cases', name));

  it('is trained on in the encoding that the user confirms, the most likely one first', async () => {
    const bytes = fixture('ja-shiftjis.txt');
    const letters = new TextDecoder('shift_jis').decode(bytes);
    const uri = await writeFile('ja-shiftjis.txt', bytes);
    const record = await answer(services.train(uri), 'accept');
    assert.equal(record.vocabulary, new Set(letters).size);
    assert.equal(record.text.tokens, [...letters].length);
    const document = await vscode.workspace.openTextDocument(uri);
    // The document was opened again, so later readers get the same text.
    assert.equal(document.getText(), letters);
  });

  it('can be used as it is, with the share of its unreadable characters', async () => {
    const bytes = fixture('ja-shiftjis.txt');
    const letters = new TextDecoder().decode(bytes);
    const error = damageIn(vscode.Uri.file('ja-shiftjis.txt'), bytes, 'utf-8');
    const items = encodingItems({ text: letters, bytes, error });
    assert.deepEqual([items[0].answer, items[0].description], ['shift_jis', 'most likely']);
    const [last, all] = [items[items.length - 1], [...letters]];
    const lost = all.filter(letter => letter === '\ufffd').length;
    assert.ok(lost > 0.1 * all.length);
    assert.equal(last.label, 'Use the text as it is');
    const share = percent(lost / all.length);
    assert.equal(
      last.description,
      `Unreadable characters: ${number(lost, 0)} of ${number(all.length, 0)} (${share})`,
    );

    // An untitled document has no file to decode again, so this is the only answer.
    const damaged = `${'\ufffd'.repeat(7)}abc`.repeat(100);
    const [only, ...others] = encodingItems({ text: damaged });
    assert.deepEqual([only.answer, others], ['asItIs', []]);
    assert.match(String(only.description), /^Unreadable characters: 700 of 1,000 \(70(\.0)? ?%\)$/);
    const { document } = await openText(damaged);
    const record = await answer(services.train(document.uri), 'accept');
    assert.deepEqual([record.vocabulary, record.text.tokens], [4, 1000]);
  });

  it('asks the same for a validation text', async () => {
    await writeFile('fr-latin1.txt', fixture('fr-latin1.txt'));
    await configure({ 'validation.file': 'fr-latin1.txt' });
    const { document } = await openText(`${text}éèêçàû`);
    const record = await answer(services.train(document.uri), 'accept');
    assert.equal(
      record.validationText?.bytes,
      Buffer.from(fixture('fr-latin1.txt').toString('latin1')).length,
    );
  });

  it('is not trained on if the user does not answer', async () => {
    const uri = await writeFile('en-one-bad-byte.txt', fixture('en-one-bad-byte.txt'));
    await assert.rejects(answer(services.train(uri), 'close'), { name: 'Canceled' });
    await services.runManager.reload();
    assert.deepEqual(services.runManager.runs, []);
  });

  it('is asked about before its surprisal is exported, and warned about when it is scored', async () => {
    const letters = new TextDecoder('shift_jis').decode(fixture('ja-shiftjis.txt'));
    const uri = await writeFile('export.txt', fixture('ja-shiftjis.txt'));
    const { id } = await services.train((await openText(text)).document.uri);
    await inState(services, id, 'done');
    const { document: damaged } = await vscode.window.showTextDocument(uri);
    const line = new vscode.Range(0, 0, 1, 3);
    const score = await services.reader.score(damaged, line);
    assert.ok(score && score.unreadable > 10);
    assert.match(describeSelection(score, damaged).value, /Unreadable&#32;characters/);
    assert.match(tooltipOf(score), /Unreadable characters \(U\+FFFD\): \d+/);

    const [{ document, ranges }] = await answer(services.textsToExport(uri, undefined), 'accept');
    assert.equal(document.getText(), letters);
    assert.equal(document.getText(ranges[0]).trim(), letters.trim());
    const again = await services.reader.score(document, line);
    assert.ok(again);
    assert.equal(again.unreadable, 0);
    assert.doesNotMatch(describeSelection(again, document).value, /Unreadable/);
    // The encoding is known now, so the user is not asked again.
    assert.equal((await services.textsToExport(uri, undefined))[0].document, document);
  });

  it('is exported also in an encoding that the editor does not know', async () => {
    const letters = '猫は鼠を見た。\n'.repeat(20);
    // The letters are in JIS X 0208, with two bytes per letter.
    const line = Buffer.from('G-$OAM$r8+$?!#', 'latin1');
    const bytes = Buffer.concat([Buffer.from('\x1b$B'), line, Buffer.from('\x1b(B\n')]);
    const uri = await writeFile('mail.txt', Buffer.concat(new Array(20).fill(bytes)));
    const [{ document, ranges, name }] = await answer(services.textsToExport(uri, undefined), 'accept');
    assert.equal(document.getText(), letters);
    assert.deepEqual([name, document.getText(ranges[0])], ['mail.txt', letters]);
  });

  it('is read in the encoding of `files.encoding` if the editor does not open it', async () => {
    const uri = await writeFile('configured.txt', fixture('ja-shiftjis.txt'));
    const files = vscode.workspace.getConfiguration('files');
    const plain = Buffer.from('a');
    assert.equal(configuredEncoding(uri, plain), 'utf-8');
    await files.update('encoding', 'shiftjis', vscode.ConfigurationTarget.Global);
    try {
      assert.equal(configuredEncoding(uri, plain), 'shift_jis');
      assert.equal(configuredEncoding(uri, Buffer.from([0xff, 0xfe, 0x61, 0])), 'utf-16le');
      assert.equal(damageIn(uri, fixture('ja-shiftjis.txt'), 'shift_jis'), undefined);
      // Training must not ask for the encoding.
      const record = await services.train(uri);
      assert.equal(
        record.vocabulary,
        new Set(new TextDecoder('shift_jis').decode(fixture('ja-shiftjis.txt'))).size,
      );
    } finally {
      await files.update('encoding', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('causes no question if it was decoded without loss', async () => {
    const uri = await writeFile(
      'signs.txt',
      Buffer.from(`${text}\ufffd is a sign of Unicode\n${text.repeat(10)}`),
    );
    assert.equal((await services.train(uri)).name, 'signs.txt');
  });
});
