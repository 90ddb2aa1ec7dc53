import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ModelScore } from '../../src/extension/core/textReader';
import { textOf } from '../../src/extension/reading/report/layout';
import { scoreReport } from '../../src/extension/reading/report/scoreReport';
import { unknownOf } from '../../src/extension/reading/scoreFigures';
import { UserError } from '../../src/protocol/userError';
import { closeEditors, configure, inState, newDocument, openText, text } from './support/services';
import { useExtension } from './support/useExtension';

describe('reading', () => {
  const settings = { 'training.maxIterations': 50, 'model.hidden': 10 };
  const services = useExtension({ settings, keep: true });

  before(async () => {
    const document = await newDocument(text);
    const { id } = await services.train(document.uri);
    await inState(services, id, 'done');
  });
  afterEach(closeEditors);

  async function scoreOf(content: string): Promise<ModelScore> {
    const document = await newDocument(content);
    return (await services.reader.score(document, wholeOf(document))) ?? assert.fail('there is no model');
  }

  const wholeOf = (document: vscode.TextDocument) =>
    new vscode.Range(new vscode.Position(0, 0), document.lineAt(document.lineCount - 1).range.end);

  it('a text of unknown tokens only reports how many the model knows', async () => {
    await openText('猫猫猫');
    await assert.rejects(services.score(), error => {
      assert.ok(error instanceof Error);
      assert.equal(error.name, UserError.name);
      assert.match(error.message, /No token of this text could be scored: .* knows 0 of 3/);
      return true;
    });
  });

  it('a character that the model never saw is left out, and the report says so', async () => {
    const score = await scoreOf('the 猫 fox');
    assert.deepEqual([score.tokens, score.scored, score.unknown, score.leftOut], [9, 8, 1, 1]);
    assert.equal(unknownOf(score), '1, left out of the perplexity');
    const report = textOf(scoreReport(score, await newDocument('the 猫 fox'), 'a.txt', 'none'));
    assert.match(report, /file a\.txt: 0 sentences, 9 characters, 1 OOVs/);
    assert.match(report, /^ppl divides logprob by the characters and the line ends, ppl1 /m);
  });

  it('a word that the model never saw is scored as <unk> if it has it, and the report says so', async () => {
    await configure({ 'text.unit': 'word', 'text.minimumCount': 2 });
    const document = await newDocument(`${text}once upon\n`);
    const { id } = await services.train(document.uri);
    await inState(services, id, 'done');
    const score = await scoreOf('the unicorn\n');
    assert.deepEqual([score.tokens, score.scored, score.unknown, score.leftOut], [3, 3, 1, 0]);
    assert.equal(unknownOf(score), '1, scored as <unk>');
    await services.runManager.remove([id]);
  });

  it('one token gives a score', async () => {
    const document = await newDocument(text);
    const score = await services.reader.score(document, new vscode.Range(1, 4, 1, 5));
    assert.deepEqual([score?.tokens, score?.scored, score?.mostSurprising.length], [1, 1, 1]);
  });

  it('an empty document reports that no token can be scored', async () => {
    await openText('');
    await assert.rejects(services.score(), /No token of this text could be scored/);
  });

  it('5 MB lets other requests through, and stops at once when it is cancelled', async () => {
    const long = await newDocument(text.repeat(Math.ceil(5e6 / text.length)));
    const short = await newDocument('the quick brown fox');
    const controller = new AbortController();
    let isOver = false;
    const reading = services.reader.score(long, wholeOf(long), controller.signal).finally(() => {
      isOver = true;
    });
    const other = await services.reader.score(short, wholeOf(short));
    assert.equal(other?.scored, 19);
    assert.ok(!isOver);
    controller.abort();
    await assert.rejects(reading, { name: 'Cancelled' });
    // After a cancellation, the part that was read is kept, and the rest can still be read.
    const { end } = new vscode.Range(0, 0, 3000, 0);
    assert.ok((await services.reader.score(long, new vscode.Range(new vscode.Position(0, 0), end)))?.scored);
  });

  it('a document that changes meanwhile scores the text at the time of the request', async () => {
    const { document } = await openText(text.repeat(20));
    const asked = services.reader.score(document, wholeOf(document));
    const editor = vscode.window.activeTextEditor ?? assert.fail('no editor');
    const edited = editor.edit(edit => edit.delete(new vscode.Range(0, 0, 500, 0)));
    assert.equal((await asked)?.tokens, text.length * 20);
    await edited;
    assert.equal(
      (await services.reader.score(document, wholeOf(document)))?.tokens,
      document.getText().length,
    );
  });

  it('a document that closes meanwhile still gives its score', async () => {
    const { document } = await openText(text.repeat(20));
    const asked = services.reader.score(document, wholeOf(document));
    await closeEditors();
    assert.equal((await asked)?.tokens, text.length * 20);
  });
});
