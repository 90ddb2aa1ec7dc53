import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { ModelChoice } from '../../src/extension/core/activeModel';
import { ReportDocuments } from '../../src/extension/core/reportDocuments';
import { textsToExport } from '../../src/extension/reading/surprisal/exportedTexts';
import { configure, inState, newDocument, openText, text, writeFile } from './support/services';
import { useExtension } from './support/useExtension';

describe('the export of surprisal', () => {
  const services = useExtension({ keep: true });
  let editor: vscode.TextEditor;
  let folder: string;
  let choices: readonly ModelChoice[];

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'elman-surprisal-'));
    editor = await openText(text);
    const ids: string[] = [];
    for (const unit of ['character', 'word']) {
      await configure({ 'training.maxIterations': 100, 'model.hidden': 12, 'text.unit': unit });
      const { id } = await services.train(editor.document.uri);
      await inState(services, id, 'done');
      ids.push(id);
    }
    choices = ids.map(id => ({ kind: 'run', id, checkpoint: 'usual' }));
  });
  after(() => rmSync(folder, { recursive: true }));

  const target = (name: string) => vscode.Uri.file(path.join(folder, name));
  const textOf = (document: vscode.TextDocument, ranges: readonly vscode.Range[]) => ({
    document,
    ranges,
    name: 'fox.txt',
  });
  const read = (file: vscode.Uri) => {
    const [head, ...rows] = readFileSync(file.fsPath, 'utf8').trimEnd().split(/\r?\n/);
    return { head, rows: rows.map(row => row.split(/[\t,]/)) };
  };

  it('contains the selection of a document by words, for two models, with their scores', async () => {
    const selection = new vscode.Selection(2, 0, 2, 44);
    const file = target('both.tsv');
    const options = { rows: 'word', perLine: false, choices, target: file } as const;
    assert.equal(await services.exportSurprisal([textOf(editor.document, [selection])], options), 9);
    const { head, rows } = read(file);
    const about = JSON.parse(readFileSync(`${file.fsPath}.json`, 'utf8'));
    assert.deepEqual(
      about.models.map(({ id, iteration }: { id: string; iteration: number }) => [id, iteration]),
      choices.map(choice => [choice.kind === 'run' && choice.id, 100]),
    );
    assert.deepEqual([about.table, about.texts, about.rows], ['both.tsv', ['fox.txt'], 'word']);
    assert.match(head, /^item\tsentence\ttoken_id\ttoken\tstart\tend\tsurprisal_[^\t]+\t/);
    assert.deepEqual(
      rows.map(cells => cells[3]),
      'the quick brown fox jumps over the lazy dog.'.split(' '),
    );
    editor = await vscode.window.showTextDocument(editor.document, { preview: false });
    editor.selection = selection;
    await services.activeModel.choose(choices[0]);
    const [score] = await services.score();
    await services.activeModel.choose(undefined);
    const bits = rows.reduce((sum, cells) => sum + Number(cells[6]), 0);
    assert.ok(Math.abs(bits + score.logProb / Math.LN2) < 1e-3, `${bits}, ${score.logProb}`);
  });

  it('contains every region of a table of items, as CSV', async () => {
    const items = await newDocument('item\tcondition\ttext\n1\ta\tthe quick | brown fox\n');
    const whole = new vscode.Range(0, 0, 2, 0);
    const file = target('regions.csv');
    const options = { rows: 'region', perLine: false, choices: [choices[1]], target: file } as const;
    assert.equal(await services.exportSurprisal([textOf(items, [whole])], options), 2);
    const { head, rows } = read(file);
    assert.equal(head, '\ufeffitem,condition,region,text,surprisal,log10p,tokens,unknown');
    assert.deepEqual(
      rows.map(cells => [...cells.slice(0, 4), cells[6]]),
      [
        ['1', 'a', '1', 'the quick', '2'],
        ['1', 'a', '2', 'brown fox', '2'],
      ],
    );
  });

  it('contains several files of the explorer, with their names', async () => {
    const files = [await writeFile('one.txt', 'the quick'), await writeFile('two.txt', 'lazy dog.')];
    const documents = new ReportDocuments();
    const texts = await textsToExport(documents, files[0], files);
    documents.dispose();
    const file = target('files.tsv');
    const options = { rows: 'word', perLine: false, choices: [choices[0]], target: file } as const;
    assert.equal(await services.exportSurprisal(texts, options), 4);
    const { head, rows } = read(file);
    assert.match(head, /^item\t/);
    assert.deepEqual(
      rows.map(cells => [cells[0], cells[3]]),
      [
        ['one.txt', 'the'],
        ['one.txt', 'quick'],
        ['two.txt', 'lazy'],
        ['two.txt', 'dog.'],
      ],
    );
    assert.deepEqual(JSON.parse(readFileSync(`${file.fsPath}.json`, 'utf8')).texts, ['one.txt', 'two.txt']);
    for (const each of files) await vscode.workspace.fs.delete(each);
  });

  it('refuses tokens of models that divide texts differently, and writes no file', async () => {
    const file = target('none.tsv');
    const options = { rows: 'token', perLine: false, choices, target: file } as const;
    const texts = [textOf(editor.document, [new vscode.Range(0, 0, 1, 0)])];
    await assert.rejects(services.exportSurprisal(texts, options), /divide texts differently/);
    await assert.rejects(async () => vscode.workspace.fs.stat(file));
  });

  it('shows the selection as a table in a page, with the rows of the export', async () => {
    const { document } = editor;
    const shown = await vscode.window.showTextDocument(document, { preview: false });
    shown.selection = new vscode.Selection(1, 0, 3, 0);
    await services.activeModel.choose(choices[0]);
    const page = await services.showSurprisal();
    // The page requested the table, which is complete now.
    const lines = await new Promise<number>(resolve => page.onDidShow(resolve));
    await services.activeModel.choose(undefined);
    const file = target('page.tsv');
    const options = { rows: 'token', perLine: false, choices: [choices[0]], target: file } as const;
    const exported = await services.exportSurprisal([textOf(document, [shown.selection])], options);
    assert.deepEqual([lines, exported], [91, 90]);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });
});
