import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';
import { configure, extension, openText, text, writeFile } from './support/services';
import { useLab } from './support/useLab';

const settings = { 'training.maxIterations': 20, 'model.hidden': 8, 'training.sequenceLength': 10 };
const QUICK_PICK = {
  accept: 'workbench.action.acceptSelectedQuickOpenItem',
  close: 'workbench.action.closeQuickOpen',
};

describe('a text in another encoding', () => {
  const services = useLab({ settings });

  const fixture = (name: string) =>
    readFileSync(join(extension().extensionPath, 'test/fixtures/cases', name));

  /** Presses a key in the question until the promise settles. No event reports that the question is shown. */
  async function answer<T>(asking: Promise<T>, key: keyof typeof QUICK_PICK): Promise<T> {
    let settled = false;
    const done = asking.finally(() => {
      settled = true;
    });
    done.catch(() => undefined); // whoever called sees it
    while (!settled) {
      await vscode.commands.executeCommand(QUICK_PICK[key]);
      await setTimeout(100);
    }
    return done;
  }

  it('is trained on in the encoding that the user confirms, the most likely one first', async () => {
    const bytes = fixture('ja-shiftjis.txt');
    const letters = new TextDecoder('shift_jis').decode(bytes);
    const uri = await writeFile('ja-shiftjis.txt', bytes);
    const record = await answer(services.train(uri), 'accept');
    assert.equal(record.vocabulary, new Set(letters).size);
    assert.equal(record.text.tokens, [...letters].length);
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(document.getText(), letters); // whatever reads it later reads the same
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

  it('asks nothing if it was decoded without loss', async () => {
    const uri = await writeFile(
      'signs.txt',
      Buffer.from(`${text}\ufffd is a sign of Unicode\n${text.repeat(10)}`),
    );
    assert.equal((await services.train(uri)).name, 'signs.txt');
  });
});
