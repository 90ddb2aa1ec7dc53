import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { AOZORA } from '../engine/support/markedTexts';
import { inState, openText } from './support/services';
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
    const whole = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
    assert.equal((await services.reader.score(document, whole))?.tokens, done.text.tokens);

    const at = document.getText().indexOf('吾輩《わがはい》は猫である。名前');
    const [ruby, cat] = [at + 4, at + 8].map(offset => document.positionAt(offset));
    assert.equal(await services.reader.prediction(document, ruby, 3), undefined);
    assert.equal((await services.reader.prediction(document, cat, 3))?.text, 'は');
  });
});
