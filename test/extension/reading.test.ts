import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ElmanApi } from '../../src/extension/extension';
import { number, perplexity } from '../../src/extension/reading/figures';
import {
  closeEditors,
  configure,
  inState,
  openLab,
  openText,
  removeRuns,
  text,
  unconfigure,
} from './support/lab';

const changed = ['training.maxIterations', 'model.hidden', 'snapshot.interval'];

describe('reading', () => {
  let lab: ElmanApi;
  let editor: vscode.TextEditor;

  before(async () => {
    lab = await openLab();
    await removeRuns(lab);
    await configure({ 'training.maxIterations': 200, 'model.hidden': 20 });
    editor = await openText(text);
    const { id } = await lab.train(editor.document.uri);
    await inState(lab, id, 'done');
  });
  after(async () => {
    await unconfigure(...changed);
    await closeEditors();
    await removeRuns(lab);
  });

  async function hoverAt(line: number, character: number): Promise<string> {
    return (await contentsAt(line, character)).map(({ value }) => value).join('\n');
  }

  async function contentsAt(line: number, character: number): Promise<vscode.MarkdownString[]> {
    const position = new vscode.Position(line, character);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      editor.document.uri,
      position,
    );
    return hovers.flatMap(({ contents }) => contents as vscode.MarkdownString[]);
  }

  it('a hover over a selection says what "Score Selection" says', async () => {
    editor.selection = new vscode.Selection(2, 4, 3, 9);
    const score = await lab.score();
    assert.equal(score.tokens, editor.document.getText(editor.selection).length);
    const hover = await hoverAt(2, 10);
    assert.ok(hover.includes(`**${number(perplexity(score))}**`), hover);
    assert.ok(perplexity(score) > 1 && perplexity(score) < 29);
    assert.equal(score.worst.length, 5);
  });

  it('shows nothing outside the selection or without one', async () => {
    editor.selection = new vscode.Selection(2, 4, 2, 9);
    assert.equal(await hoverAt(3, 0), '');
    editor.selection = new vscode.Selection(2, 4, 2, 4);
    assert.equal(await hoverAt(2, 4), '');
  });

  it('scores the whole document without a selection', async () => {
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    const score = await lab.score();
    assert.equal(score.tokens, text.length);
    assert.equal(score.scored, text.length);
  });

  it('reads with the run that was chosen, and with the newest otherwise', async () => {
    const [first] = lab.desk.runs;
    await configure({ 'training.maxIterations': 10 });
    const { id } = await lab.train(editor.document.uri);
    assert.equal(lab.activeModel.record?.id, id);
    await vscode.commands.executeCommand('elman.useModel', first.id);
    editor.selection = new vscode.Selection(2, 4, 3, 9);
    const { reference } = (await lab.score()).model;
    assert.ok(reference.kind === 'run' && reference.id === first.id);
  });

  it('has markup in names and tokens shown as it is', async () => {
    const [first] = lab.desk.runs.slice(-1);
    await lab.desk.label(first.id, { name: '<img src=x> [a](command:b) **' });
    const [hover] = await contentsAt(2, 5);
    assert.ok(hover.value.includes('\\[a\\]\\(command:b\\)'), hover.value);
    assert.ok(!hover.isTrusted && !hover.supportHtml);
  });
});
