import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { perplexity } from '../../src/engine/scoring/perplexities';
import { number } from '../../src/extension/format/numbers';
import { configure, inState, openText, text, until } from './support/services';
import { shownText } from './support/shownText';
import { useExtension } from './support/useExtension';

describe('reading a text', () => {
  const services = useExtension({
    settings: { 'training.maxIterations': 200, 'model.hidden': 100 },
    keep: true,
  });
  let editor: vscode.TextEditor;

  before(async () => {
    editor = await openText(text);
    const { id } = await services.train(editor.document.uri);
    await inState(services, id, 'done');
  });
  beforeEach(async () => {
    editor = await vscode.window.showTextDocument(editor.document, { preview: false });
  });

  const anyTime = () => new vscode.CancellationTokenSource().token;
  const scoreOne = async () => (await services.score())[0];

  async function hoverAt(line: number, character: number): Promise<string> {
    const position = new vscode.Position(line, character);
    const hover = await services.hover.provideHover(editor.document, position, anyTime());
    return (hover?.contents ?? []).map(content => (content as vscode.MarkdownString).value).join('\n');
  }

  /** Returns the report that a command has opened beside the text. */
  function report(): string {
    const { document } = vscode.window.activeTextEditor ?? assert.fail('no report is open');
    assert.equal(document.uri.scheme, 'elman-report');
    return document.getText();
  }

  it('shows the same figures in a hover as in "Score Selection"', async () => {
    editor.selection = new vscode.Selection(2, 4, 3, 9);
    const score = await scoreOne();
    assert.equal(score.tokens, editor.document.getText(editor.selection).length);
    const hover = await hoverAt(2, 10);
    assert.ok(shownText(hover).includes(`**${number(perplexity(score))}**`), hover);
    assert.ok(perplexity(score) > 1 && perplexity(score) < 29);
    assert.equal(score.mostSurprising.length, 5);
    const { document } = editor;
    for (const { text, start, expected } of score.mostSurprising) {
      assert.equal(document.getText().slice(start, start + 1), text);
      assert.ok(expected && expected.probability > 0 && expected.probability < 1);
    }
  });

  it('shows a surprising letter in its word, with a link that selects it in the text', async () => {
    editor.selection = new vscode.Selection(2, 4, 3, 9);
    const [{ start, end, text }] = (await scoreOne()).mostSurprising;
    const hover = await hoverAt(2, 10);
    const links = [...hover.matchAll(/\[(.*?)\]\((command:[^)]*)\)/g)];
    assert.equal(links.length, 5);
    const [, label, link] = links[0];
    const [before, letter, after] = shownText(label).split(/<\/?b>/);
    assert.equal(letter.replace('␣', ' '), text);
    const around = editor.document.getText().slice(start - before.length, end + after.length);
    assert.equal(around, before + text + after);
    const [, command, argument] = /^command:([\w.]+)\?(.*)$/.exec(link) ?? assert.fail(link);
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    await vscode.commands.executeCommand(command, ...JSON.parse(decodeURIComponent(argument)));
    const { document, selection } = vscode.window.activeTextEditor ?? assert.fail('no editor is open');
    assert.equal(document, editor.document);
    assert.deepEqual([document.offsetAt(selection.start), document.offsetAt(selection.end)], [start, end]);
  });

  it('shows a hover in VS Code, but none outside the selection or without one', async () => {
    editor.selection = new vscode.Selection(2, 4, 2, 9);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      editor.document.uri,
      new vscode.Position(2, 5),
    );
    assert.equal(hovers.length, 1);
    assert.equal(await hoverAt(3, 0), '');
    editor.selection = new vscode.Selection(2, 4, 2, 4);
    assert.equal(await hoverAt(2, 4), '');
  });

  it('scores 1,000 characters, from a new start each time', async () => {
    editor.selection = new vscode.Selection(20, 0, 42, 10);
    assert.equal(editor.document.getText(editor.selection).length, 1000);
    const times: number[] = [];
    for (let line = 20; line < 40; line++) {
      // Each selection begins at another offset, so that no cached reading can be used.
      editor.selection = new vscode.Selection(line, 1, line + 22, 11);
      const start = performance.now();
      assert.notEqual(await hoverAt(line + 1, 5), '');
      times.push(performance.now() - start);
    }
    const median = times.sort((a, b) => a - b)[times.length / 2];
    console.log(`      hidden 100: ${median.toFixed(1)} ms, the median of ${times.length}`);
  });

  it('scores the whole document without a selection', async () => {
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    const score = await scoreOne();
    assert.equal(score.tokens, text.length);
    assert.equal(score.scored, text.length);
  });

  it('gives the same result after an edit as a new reading of the text', async () => {
    await configure({ 'reading.context': 'document' });
    const scratch = await openText(text);
    await scoreOne();
    await scratch.edit(edit => {
      edit.insert(new vscode.Position(3, 4), 'lazy ');
      edit.delete(new vscode.Range(10, 0, 12, 3));
    });
    const edited = await scoreOne();
    await openText(scratch.document.getText());
    const { logProb } = await scoreOne();
    assert.ok(
      Math.abs(edited.logProb - logProb) < 1e-3 && edited.tokens === scratch.document.getText().length,
    );
  });

  it('primes the model with the configured context', async () => {
    editor.selection = new vscode.Selection(2, 4, 2, 15);
    const scores = new Map<string, number>();
    for (const context of ['none', 'line', 'paragraph', 'document']) {
      await configure({ 'reading.context': context });
      scores.set(context, (await scoreOne()).logProb);
    }
    // The scores differ except for two contexts, because the document is a single paragraph.
    assert.equal(new Set(scores.values()).size, 3);
    assert.equal(scores.get('paragraph'), scores.get('document'));
  });

  it('ranks several selections, the most likely first, each after its own context', async () => {
    const scratch = await openText('the quick brown fox\nthe quick brown dog\nthe quick brown xqz\n');
    await configure({ 'reading.context': 'line' });
    scratch.selections = [2, 0, 1].map(line => new vscode.Selection(line, 16, line, 19));
    const scores = await services.score();
    assert.deepEqual(
      scores.map(({ tokens }) => tokens),
      [3, 3, 3],
    );
    const rows = report()
      .split('\n')
      .filter(line => /^\d .*[a-z]$/.test(line));
    assert.equal(rows.length, 3);
    assert.match(rows[0], /^1 .* fox$/);
    const order = ['fox', 'dog', 'xqz'].map((name, i) => ({ name, score: scores[i].logProb }));
    order.sort((a, b) => b.score - a.score);
    assert.deepEqual(
      rows.map(row => row.split(/ +/).at(-1)),
      order.map(({ name }) => name),
    );
  });

  it('opens the report of n-gram tools, with the numbers of the formula', async () => {
    editor.selection = new vscode.Selection(2, 0, 5, 0);
    const { logProb, scored, sentenceEnds } = await scoreOne();
    await vscode.commands.executeCommand('elman.openReport');
    const [, sentences, words, log10, ppl, ppl1] =
      /(\d+) sentences, (\d+) characters, 0 OOVs\n0 zeroprobs, logprob= (\S+) ppl= (\S+) ppl1= (\S+)/.exec(
        report(),
      ) ?? [];
    assert.deepEqual([Number(sentences), Number(words)], [3, 3 * 44]);
    assert.equal(sentenceEnds, 3);
    const near = (found: string, expected: number) =>
      assert.ok(Math.abs(Number(found) / expected - 1) < 1e-5, found);
    near(log10, logProb / Math.LN10);
    near(ppl, Math.exp(-logProb / scored));
    near(ppl1, Math.exp(-logProb / (scored - sentenceEnds)));
  });

  it('shows the perplexity of the selection in the status bar, once the selection rests', async () => {
    const shown: number[] = [];
    const { onDidShow } = services.selectionStatus;
    const subscription = onDidShow(score => score && shown.push(score.tokens));
    // Selects again at once. The score of the previous selection must not arrive after this.
    editor.selection = new vscode.Selection(3, 0, 3, 2);
    await until(onDidShow, () => shown.at(-1) === 2 || undefined);
    editor.selection = new vscode.Selection(1, 0, 1, 4);
    editor.selection = new vscode.Selection(1, 0, 1, 9);
    await until(onDidShow, () => shown.at(-1) === 9 || undefined);
    editor.selection = new vscode.Selection(1, 0, 1, 6);
    await until(onDidShow, () => shown.at(-1) !== 9 || undefined);
    subscription.dispose();
    // No score of an earlier selection arrives after the last one.
    assert.equal(shown.at(-1), 6);
  });

  it('shows markup in names and tokens as text', async () => {
    const [first] = services.runManager.runs;
    editor.selection = new vscode.Selection(2, 4, 3, 9);
    await services.runManager.label(first.id, { name: '<img src=x> [a](command:b) **' });
    const hover = await services.hover.provideHover(editor.document, new vscode.Position(2, 5), anyTime());
    const [content] = (hover?.contents ?? []) as vscode.MarkdownString[];
    const { value } = content;
    assert.ok(shownText(value).includes('<img src=x> [a](command:b) **'), value);
    assert.deepEqual(content.isTrusted, { enabledCommands: ['elman.revealText'] });
    const own =
      /<\/?b>|<span style="background-color:var\(--vscode-disabledForeground\);">|<\/span>|\]\(command:elman\.revealText\?[\w%.~!'*()-]+\)/g;
    assert.doesNotMatch(value.replaceAll(own, ''), /[<\]>]/);
  });
});
