import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as vscode from 'vscode';
import { fullName } from '../../src/common/runNames';
import { perplexity } from '../../src/engine/scoring/perplexities';
import type { ModelChoice, Replacement } from '../../src/extension/core/activeModel';
import { number } from '../../src/extension/format/numbers';
import { describeSelection } from '../../src/extension/reading/hover/selectionMarkdown';
import { describeToken } from '../../src/extension/reading/hover/tokenMarkdown';
import { textOf } from '../../src/extension/reading/report/layout';
import { scoreReport } from '../../src/extension/reading/report/scoreReport';
import { mostlyUnknown, unknownOf } from '../../src/extension/reading/scoreFigures';
import { textOf as statusTextOf } from '../../src/extension/reading/selectionStatus';
import { answer } from './support/quickInput';
import {
  atIteration,
  configure,
  extension,
  inState,
  openText,
  text,
  workspaceFolder,
} from './support/services';
import { shownText } from './support/shownText';
import { useExtension } from './support/useExtension';

/** Returns the text of a hover without its markup. */
const plain = ({ value }: vscode.MarkdownString) => shownText(value);

describe('the active model', () => {
  const folder = vscode.Uri.joinPath(workspaceFolder(), 'reading-runs');
  const services = useExtension({
    settings: { 'training.maxIterations': 200, 'model.hidden': 20, 'runs.folder': folder.fsPath },
    keep: true,
  });
  let editor: vscode.TextEditor;

  before(async () => {
    editor = await openText(text);
    await trained();
    await configure({ 'training.maxIterations': 60, 'text.unit': 'word' });
    await trained();
  });
  beforeEach(async () => {
    editor = await vscode.window.showTextDocument(editor.document, { preview: false });
    editor.selection = new vscode.Selection(2, 0, 5, 0);
  });
  after(() => services.activeModel.choose(undefined));

  async function trained(): Promise<string> {
    const { id } = await services.train(editor.document.uri);
    await inState(services, id, 'done');
    return id;
  }

  const model = async () => (await services.score())[0].model;
  const checkpointFile = (id: string, name: string) => vscode.Uri.joinPath(folder, id, 'checkpoints', name);

  /**
   * Scores a text with a chosen model that no longer exists. Returns the score under the model that replaces
   * it, and the message about the replacement.
   */
  async function replacementOf(choice: ModelChoice): Promise<Replacement> {
    await services.activeModel.choose(choice);
    const replaced = new Promise<Replacement>(resolve => {
      const subscription = services.activeModel.onDidReplace(replacement => {
        subscription.dispose();
        resolve(replacement);
      });
    });
    assert.ok((await services.score())[0].scored > 0);
    return replaced;
  }

  it('is the newest run or the chosen one', async () => {
    const [newest, first] = services.runManager.runs;
    assert.equal(services.activeModel.record?.id, newest.id);
    assert.equal((await model()).unit, 'word');
    await vscode.commands.executeCommand('elman.useModel', first.id);
    assert.equal(services.activeModel.record?.id, first.id);
    assert.deepEqual([(await model()).unit, (await model()).iteration], ['character', 200]);
  });

  it('can be a file, opened from anywhere, and stays so', async () => {
    const [{ id }] = services.runManager.runs;
    const file = vscode.Uri.joinPath(folder, 'my model.safetensors');
    await vscode.workspace.fs.copy(checkpointFile(id, '000000000060.safetensors'), file);
    await vscode.commands.executeCommand('elman.openModelFile', file);
    const { name, reference, description, iteration } = await model();
    assert.deepEqual(
      [name, reference.kind, description, iteration],
      ['my model.safetensors', 'file', 'elman · tanh · 20', 60],
    );
    assert.equal(services.activeModel.record, undefined);
  });

  it('can be a gzip file of n-grams with its own unknown word, and warns once if it is irregular', async () => {
    const uri = vscode.Uri.joinPath(folder, 'named.arpa.gz');
    const cases = join(extension().extensionPath, 'test/fixtures/cases');
    const arpa = readFileSync(join(cases, 'a13-dup.arpa'), 'utf8').replace('<unk>', '[oov]');
    await vscode.workspace.fs.writeFile(uri, gzipSync(arpa));
    await configure({ 'reading.arpaUnknown': '[oov]' });
    const shown: string[] = [];
    const subscription = services.onDidWarn(text => shown.push(text));
    const document = await openText(readFileSync(join(cases, 't.txt'), 'utf8'));
    document.selection = new vscode.Selection(0, 0, 2, 0);
    for (let i = 0; i < 2; i++) await vscode.commands.executeCommand('elman.openModelFile', uri);
    const [score] = await services.score();
    subscription.dispose();
    assert.ok(Math.abs(Math.exp(-score.logProb / score.scored) - 5.12923) < 1e-5);
    assert.deepEqual([score.unknown, score.leftOut], [1, 0]);
    assert.equal(shown.length, 1);
    assert.match(shown[0], /named\.arpa" breaks the rules .* Repeated n-grams: 1,/);
  });

  it('can be a file of n-grams, split as `elman.reading.arpaUnit` says', async () => {
    const uri = vscode.Uri.joinPath(folder, 'characters.arpa');
    const cases = join(extension().extensionPath, 'test/fixtures/cases');
    await vscode.workspace.fs.writeFile(uri, readFileSync(join(cases, 'kenlm.arpa')));
    const document = await openText(readFileSync(join(cases, 't.txt'), 'utf8'));
    document.selection = new vscode.Selection(0, 0, 2, 0);
    await configure({ 'reading.arpaUnit': 'character' });
    await vscode.commands.executeCommand('elman.openModelFile', uri);
    const [score] = await services.score();
    await configure({ 'reading.arpaUnit': undefined });
    assert.deepEqual([score.model.unit, score.tokens, score.unknown], ['character', 42, 38]);
  });

  it('shows a warning instead of a perplexity if most tokens are unknown', async () => {
    await services.activeModel.choose(undefined);
    const [known] = await services.score();
    assert.equal(mostlyUnknown(known), undefined);
    assert.equal(statusTextOf(known), `perplexity ${number(perplexity(known))}`);
    const opened = await openText('日本語の文は the 読めない\n');
    opened.selection = new vscode.Selection(0, 0, 0, 15);
    const [score] = await services.score();
    const warning = `${score.unknown} of ${score.tokens} tokens unknown to ${score.model.name}`;
    assert.equal(mostlyUnknown(score), warning);
    assert.equal(statusTextOf(score), warning);
    const hover = plain(describeSelection(score, opened.document));
    assert.ok(hover.includes(`**${warning}**`), hover);
    assert.doesNotMatch(hover, /\| Perplexity \|/);
    assert.match(hover, /\| Perplexity of the rest \|/);
    const report = textOf(scoreReport(score, opened.document, 'neko.txt', 'none'));
    assert.ok(report.startsWith(`${warning}\n`), report);
    assert.doesNotMatch(report, /^Perplexity {2}/m);
  });

  it('leaves out tokens without a probability, in its report and in the hover', async () => {
    const uri = vscode.Uri.joinPath(folder, 'closed.arpa');
    const cases = join(extension().extensionPath, 'test/fixtures/cases');
    await vscode.workspace.fs.writeFile(uri, readFileSync(join(cases, 'a05-nounk.arpa')));
    await vscode.commands.executeCommand('elman.openModelFile', uri);
    const opened = await openText(readFileSync(join(cases, 't.txt'), 'utf8'));
    opened.selection = new vscode.Selection(0, 0, 2, 0);
    const [score] = await services.score();
    assert.equal(unknownOf(score), '1, left out of the perplexity');
    assert.match(plain(describeSelection(score, opened.document)), /1, left out of the perplexity/);
    const bird = opened.document.positionAt(opened.document.getText().indexOf('bird'));
    const token = await services.reader.prediction(opened.document, bird, 5);
    assert.ok(token);
    assert.match(plain(describeToken(token)), /unknown to the model, left out of the perplexity/);
    assert.doesNotMatch(plain(describeToken(token)), /scored as|bits/);
  });

  it('stays the same if the opened file is not a model', async () => {
    const before = services.activeModel.choice;
    const file = vscode.Uri.joinPath(folder, 'no model.safetensors');
    await vscode.workspace.fs.writeFile(file, Buffer.from('hello world'));
    await assert.rejects(
      services.reader.describe({ kind: 'file', uri: file.toString(), opened: 1 }),
      /is not a model/,
    );
    // This command shows the error.
    await vscode.commands.executeCommand('elman.openModelFile', file);
    assert.deepEqual(services.activeModel.choice, before);
  });

  it('is marked in the tree, with the chosen weights', async () => {
    const [, { id }] = services.runManager.runs;
    const item = async () => services.tree.getTreeItem(id);
    const heard = async () => String((await item()).accessibilityInformation?.label);
    await services.activeModel.choose(undefined);
    assert.doesNotMatch(await heard(), /active model/i);
    // The row has no badge.
    assert.equal((await item()).resourceUri, undefined);
    for (const [checkpoint, mark] of [
      ['usual', /done, Active model, loss \d/],
      ['newest', /, Active model, newest weights, loss/],
      [200, /, Active model, iteration 200, loss/],
    ] as const) {
      await services.activeModel.choose({ kind: 'run', id, checkpoint });
      assert.match(await heard(), mark);
      assert.match(String((await item()).resourceUri?.fragment), /^Active model/);
      assert.match(String((await item()).description), /^\d\.\d{3}/);
    }
  });

  it('is replaced by the newest run if its file was deleted, with a warning', async () => {
    const uri = vscode.Uri.joinPath(folder, 'vanished.safetensors').toString();
    const { reason, name } = await replacementOf({ kind: 'file', uri, opened: 1 });
    assert.match(reason.message, /vanished\.safetensors" could not be read/);
    assert.equal(name, fullName(services.runManager.runs[0]));
    assert.equal(services.activeModel.record?.id, services.runManager.runs[0].id);
  });

  it('is replaced by the run’s newest weights if its checkpoint was deleted', async () => {
    const [, { id }] = services.runManager.runs;
    const { reason } = await replacementOf({ kind: 'run', id, checkpoint: 17 });
    assert.match(reason.message, /checkpoint .* no longer exists or is damaged/);
    assert.deepEqual(services.activeModel.choice, { kind: 'run', id, checkpoint: 'usual' });
  });

  it('is compared with others on one text, by one rule', async () => {
    const choices = services.runManager.runs.map(
      ({ id }) => ({ kind: 'run', id, checkpoint: 'usual' }) as const,
    );
    const { scores, common } = (await services.compare(choices)) ?? assert.fail('nothing was compared');
    assert.deepEqual(
      scores.map(({ model }) => model.unit),
      ['word', 'character'],
    );
    assert.equal(scores[0].characters, scores[1].characters);
    assert.equal(scores[0].characters, editor.document.getText(editor.selection).length);
    assert.equal(common, 0);
    const report = vscode.window.activeTextEditor?.document.getText() ?? '';
    assert.match(report, /cover the same characters \(135\)/);
    assert.match(report, /vocabularies differ/);
    assert.match(report, /split texts differently/);
    await openText('日本語の文は読めない the quick 日本語の文は読めない\n');
    await services.compare(choices);
    const other = vscode.window.activeTextEditor?.document.getText() ?? '';
    assert.match(other, /^Only \d+ of 32 characters are known to all models\.\n/);
    await assert.rejects(services.compare(choices.slice(1)), /No editor|at least two models/);
  });

  it('uses the newest weights while it trains', async () => {
    await configure({ 'training.maxIterations': 0, 'text.unit': 'character' });
    const { id } = await services.train(editor.document.uri);
    await services.activeModel.choose(undefined);
    await atIteration(services, id, 50);
    const early = await model();
    assert.ok(early.reference.kind === 'run' && early.reference.isLive && early.iteration >= 50);
    // Trains on until a reading uses newer weights. They are fetched at most once per second, and records
    // arrive about once per second.
    for (let at = early.iteration; at === early.iteration; at = (await model()).iteration) {
      await atIteration(services, id, (services.runManager.run(id)?.iteration ?? 0) + 1);
    }
    await services.runManager.stop(id);
  });

  it('is named in the status bar, also after another run, until a click chooses another', async () => {
    const { item } = services.activeModelStatus;
    const chosen = services.runManager.runs[1].id;
    await services.runManager.label(chosen, { name: 'words of neko.txt' });
    await vscode.commands.executeCommand('elman.useModel', chosen);
    const isNamed = () => {
      assert.equal(item.text, '$(book) words of neko.txt');
      assert.equal(
        item.tooltip,
        'Active model: words of neko.txt. It scores the texts. Click to choose another.',
      );
      assert.equal(item.accessibilityInformation?.label, item.tooltip);
    };
    isNamed();
    await configure({ 'training.maxIterations': 10, 'text.unit': 'character' });
    const newest = await trained();
    await services.runManager.label(newest, { name: 'characters of a long text' });
    isNamed();

    // The first entry of the chooser is the newest run or model.
    await answer(vscode.commands.executeCommand(String(item.command)), 'accept');
    assert.deepEqual([services.activeModel.isChosen, services.activeModel.record?.id], [false, newest]);
    assert.equal(item.text, '$(book) characters of a long te…');
    assert.match(String(item.tooltip), /^Active model: characters of a long text, the newest\. /);
  });
});
