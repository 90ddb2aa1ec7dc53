import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { configureCloze, newClozeNetwork } from '../../src/engine/configuration/cloze';
import { Vocabulary } from '../../src/engine/data/vocabulary';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { encodeClozeModel } from '../../src/engine/model/clozeFile';
import { briefly } from '../../src/extension/heatmap/legend';
import { describeSelection } from '../../src/extension/reading/hover/selectionMarkdown';
import { describeToken } from '../../src/extension/reading/hover/tokenMarkdown';
import { textOf } from '../../src/extension/reading/report/layout';
import { scoreReport } from '../../src/extension/reading/report/scoreReport';
import { textOf as statusTextOf, tooltipOf } from '../../src/extension/reading/selectionStatus';
import type { RunRecord } from '../../src/protocol/run';
import { configure, inState, openText, text, until, workspaceFolder, writeFile } from './support/services';
import { shownText } from './support/shownText';
import { useExtension } from './support/useExtension';

/** Returns a model with initial weights for the characters of the text. */
function clozeFile(): Uint8Array {
  const kernels = referenceKernels();
  const configuration = configureCloze({ 'model.hidden': 5, 'model.embedding': 4 });
  const vocabulary = new Vocabulary([...new Set(text)], false);
  const network = newClozeNetwork(kernels.arena, configuration, vocabulary.size);
  return encodeClozeModel({ kernels, configuration, vocabulary, network, iteration: 7 });
}

describe('a run that predicts each token from both sides', () => {
  const services = useExtension({ keep: true });
  const changes = {
    ...{ 'model.hidden': 8, 'model.embedding': 4, 'training.sequenceLength': 16, 'training.batch': 2 },
    ...{ 'training.maxIterations': 40, 'validation.fraction': 0.3, 'validation.interval': 20 },
  };
  let run: RunRecord;

  before(async () => {
    const uri = await writeFile('both sides.txt', text.repeat(8));
    const { id } = await services.trainCloze.train(uri, changes);
    run = await inState(services, id, 'done');
  });
  after(() => services.activeModel.choose(undefined));

  it('is listed with its figures, and can be trained with other seeds', async () => {
    assert.equal(run.task, 'cloze');
    assert.equal(services.runManager.run(run.id)?.shown?.short, 'cloze lstm 8');
    const { tooltip } = services.tree.getTreeItem(run.id);
    assert.match(shownText((tooltip as vscode.MarkdownString).value), /validation pseudo-perplexity/);
    const [again] = await services.trainSeeds([run], 2);
    assert.equal(again.task, 'cloze');
    await inState(services, again.id, 'done');
  });

  it('has the menu items of every run, but not those of language models', () => {
    const own = String(services.tree.getTreeItem(run.id).contextValue);
    const { packageJSON } = vscode.extensions.getExtension('elman-lab.elman-lab') ?? assert.fail();
    const items: { command?: string; when: string }[] = packageJSON.contributes.menus['view/item/context'];
    const commandsFor = (value: string) =>
      items.flatMap(({ command = '', when }) => {
        const [, pattern] = /viewItem =~ \/(.*?)\/(?: |$)/.exec(when) ?? assert.fail(when);
        return new RegExp(pattern).test(value) ? command : [];
      });
    const [ofCloze, ofLanguage] = [commandsFor(own), commandsFor('run done plain language')];
    const only = ['sampleNow', 'mixModels', 'showModelVectors', 'inspectNetwork'].map(
      name => `elman.${name}`,
    );
    for (const command of only)
      assert.ok(ofLanguage.includes(command) && !ofCloze.includes(command), command);
    for (const command of ['elman.useModel', 'elman.duplicateRun', 'elman.trainSeeds'])
      assert.ok(commandsFor(own.replace(' active', '')).includes(command), command);
  });

  it('scores texts as the active model, also in hovers and the heatmap', async () => {
    await services.activeModel.choose({ kind: 'run', id: run.id, checkpoint: 'usual' });
    const { document } = await openText(text);
    const range = new vscode.Range(1, 0, 3, 0);
    const score = (await services.reader.score(document, range)) ?? assert.fail();
    assert.equal(score.model.bothSides, true);
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(range.start, range.end);
    const token = new vscode.CancellationTokenSource().token;
    const hover = await services.hover.provideHover(document, new vscode.Position(1, 2), token);
    const shown = hover?.contents.map(part => shownText((part as vscode.MarkdownString).value)).join('');
    assert.match(shown ?? '', /Pseudo-perplexity per token/);
    await configure({ 'heatmap.mode': 'bits' });
    const coloured = until(services.heatmap.onDidChange, () => services.heatmap.scaleOf(document));
    await vscode.commands.executeCommand('elman.showHeatmap');
    assert.match(briefly(await coloured), /, from both sides$/);
  });

  it('is not trained in a workspace that is not trusted', async () => {
    const careful = Object.create(services.trainCloze, { isTrusted: { value: () => false } });
    const uri = await writeFile('both sides.txt', text);
    await assert.rejects(careful.train(uri), /In Restricted Mode, you cannot/);
  });
});

describe('a model that predicts each token from both sides', () => {
  const services = useExtension({ keep: true });
  const file = vscode.Uri.joinPath(workspaceFolder(), 'both sides.safetensors');
  const apart = /cannot be compared with those of a language model/;
  let editor: vscode.TextEditor;

  before(async () => {
    editor = await openText(text);
    await vscode.workspace.fs.writeFile(file, clozeFile());
    await vscode.commands.executeCommand('elman.openModelFile', file);
  });
  after(async () => {
    await services.activeModel.choose(undefined);
    await vscode.workspace.fs.delete(file);
  });

  it('gives a hover, a status and a report that name its figures honestly', async () => {
    const { document } = editor;
    const range = new vscode.Range(1, 0, 3, 0);
    const score = (await services.reader.score(document, range)) ?? assert.fail();
    assert.equal(score.model.description, 'lstm · 5 · both sides');
    const hover = shownText(describeSelection(score, document).value);
    assert.match(hover, /Pseudo-perplexity per token/);
    const report = textOf(scoreReport(score, document, 'a.txt', 'paragraph'));
    assert.match(report, /the paragraph around it/);
    assert.match(statusTextOf(score), /^pseudo-perplexity \d/);
    for (const shown of [hover, report, tooltipOf(score)]) {
      assert.match(shown, apart);
      assert.doesNotMatch(shown, /ppl|\bPerplexity/);
    }
  });

  it('gives the figures of one token, from both sides', async () => {
    const place = new vscode.Position(1, 3);
    const token = (await services.reader.prediction(editor.document, place, 5)) ?? assert.fail();
    assert.equal(token.alternatives.length, 5);
    assert.match(shownText(describeToken(token).value), /predicted from both sides/);
  });

  it('colours a document, with a legend that says so', async () => {
    const { heatmap } = services;
    await configure({ 'heatmap.mode': 'bits' });
    const { document } = await vscode.window.showTextDocument(editor.document);
    const shown = until(heatmap.onDidChange, () => heatmap.scaleOf(document));
    await vscode.commands.executeCommand('elman.showHeatmap');
    assert.match(briefly(await shown), /, from both sides$/);
  });

  it('refuses to continue a text, says why, and stays the active model', async () => {
    const { activeModel, reader } = services;
    const whole = { origin: 0, start: 0, end: 20 };
    const writing = { length: 5, temperature: 1, topK: 0, topP: 1, seed: 1, stopAtSentenceEnd: false };
    const { choice } = activeModel;
    await assert.rejects(
      reader.write(editor.document, whole, writing, () => {}, new AbortController().signal),
      /cannot write or continue a text/,
    );
    assert.deepEqual(activeModel.choice, choice);
  });
});
