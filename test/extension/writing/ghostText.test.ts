import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Write } from '../../../src/extension/writing/continueCommand';
import { GhostText } from '../../../src/extension/writing/ghostText';
import { Cancelled } from '../../../src/protocol/channel';
import type { Writing } from '../../../src/protocol/reader';
import { configure, openText } from '../support/services';
import { useExtension } from '../support/useExtension';

describe('ghost text', () => {
  const asked: Writing[] = [];
  const write: Write = async (_document, _offset, writing, _wrote, signal) => {
    asked.push(writing);
    if (signal.aborted) throw new Cancelled('write');
    return 'brown fox';
  };
  const context = {
    triggerKind: vscode.InlineCompletionTriggerKind.Automatic,
    selectedCompletionInfo: undefined,
  };

  async function suggest(token: vscode.CancellationToken, following = '') {
    const { document } = await openText(`the quick ${following}`);
    return new GhostText(write).provideInlineCompletionItems(
      document,
      document.positionAt(10),
      context,
      token,
    );
  }

  beforeEach(() => asked.splice(0));
  useExtension();

  it('is off by default', async () => {
    assert.deepEqual(await suggest(new vscode.CancellationTokenSource().token), []);
    assert.equal(asked.length, 0);
  });

  it('shows the most likely continuation, of the configured length', async () => {
    await configure({ 'ghostText.enabled': true, 'ghostText.length': 7 });
    const [item] = await suggest(new vscode.CancellationTokenSource().token);
    assert.equal(item.insertText, 'brown fox');
    assert.ok(item.range?.isEqual(new vscode.Range(0, 10, 0, 10)));
    assert.deepEqual([asked[0].length, asked[0].temperature, asked[0].stopAtSentenceEnd], [7, 0, true]);
  });

  it('sends no request when the user continues to type', async () => {
    await configure({ 'ghostText.enabled': true });
    const source = new vscode.CancellationTokenSource();
    const suggestion = suggest(source.token);
    source.cancel();
    assert.deepEqual(await suggestion, []);
    assert.equal(asked.length, 0);
  });

  it('does not repeat the text after the cursor, and is not shown inside a word', async () => {
    await configure({ 'ghostText.enabled': true });
    const { token } = new vscode.CancellationTokenSource();
    const written = async (following: string) => (await suggest(token, following))[0]?.insertText;
    assert.equal(await written(' fox jumps'), 'brown');
    assert.equal(await written(', indeed'), 'brown fox');
    asked.splice(0);
    assert.equal(await written('brown fox jumps'), undefined);
    assert.equal(asked.length, 0);
  });
});
