import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { tooltipOf } from '../../src/extension/format/modelTexts';
import { LdsCommand } from '../../src/extension/models/ldsCommand';
import type { LdsRecord } from '../../src/protocol/ldsRecord';
import { checkUses, treeItemOf } from './support/modelUses';
import { answer } from './support/quickInput';
import { configure, openText, text, until } from './support/services';
import { shownText } from './support/shownText';
import { useExtension } from './support/useExtension';

const CHOICE = { states: 3, iterations: 4, passes: 5 };

describe('linear dynamical systems', () => {
  const services = useExtension({ keep: true });
  let editor: vscode.TextEditor;
  let record: LdsRecord;
  const choice = () => ({ kind: 'made', id: record.id }) as const;

  before(async () => {
    editor = await openText(text);
    record = await services.trainLds(editor.document.uri, CHOICE);
  });
  after(() => services.activeModel.choose(undefined));

  it('are trained on a text, named, stored, and become the active model', async () => {
    const { activeModel, modelRegistry, runAndModelTree } = services;
    assert.deepEqual(activeModel.choice, choice());
    await modelRegistry.reload();
    assert.deepEqual(modelRegistry.model(record.id), record);
    assert.match(record.name, /linear dynamical system 3$/);
    const lines = shownText(tooltipOf(record).value);
    assert.match(lines, /Linear dynamical system, states: 3/);
    assert.match(lines, /Iterations of EM: 4\. Perplexity of its text: \d/);
    assert.match(lines, /Passes of its readout: 5/);
    const item = await runAndModelTree.getTreeItem(await treeItemOf(services, record.id));
    assert.equal(item.contextValue, 'model lds active');
  });

  it('score a text, predict a token, continue a text, and take part in comparisons and mixtures', () =>
    checkUses(services, editor, record, 'lds · 3'));

  it('colour tokens by a number of their state, whose path the page of the network shows', async () => {
    const { heatmap, inspection, activeModel } = services;
    await activeModel.choose(choice());
    const { document } = await vscode.window.showTextDocument(editor.document);
    await configure({ 'heatmap.mode': 'unit' });
    const place = { name: 'x', layer: 0, unit: 1 };
    const shown = until(heatmap.onDidChange, () => {
      const found = heatmap.valueAt(document, document.positionAt(4));
      return found?.kind === 'unit' && found.place.unit === 1 && Number.isFinite(found.value)
        ? found
        : undefined;
    });
    await vscode.commands.executeCommand('elman.chooseUnit', place);
    assert.deepEqual((await shown).place, place);
    await configure({ 'heatmap.mode': 'bits' });
    const channel = inspection.worker.about(document);
    const range = { uri: document.uri.toString(), start: 0, end: 90, context: 'document' } as const;
    const path = await channel.request('trajectories', { model: choice(), range });
    assert.deepEqual([path.tokens.length, path.points.length], [90, 180]);
  });

  it('ask for the numbers of states, iterations and passes, and propose 16 states', async () => {
    await vscode.window.showTextDocument(editor.document);
    const made = vscode.commands.executeCommand<LdsRecord>('elman.trainLds');
    const found = await answer(made, 'accept');
    assert.deepEqual([found.states, found.iterations, found.passes], [16, 20, 10]);
    await services.modelRegistry.remove([found.id]);
    const cancelled = vscode.commands.executeCommand<LdsRecord>('elman.trainLds');
    assert.equal(await answer(cancelled, 'close'), undefined);
  });

  it('are trained further, by as many iterations as before, into a new model', async () => {
    const { modelRegistry } = services;
    const made = vscode.commands.executeCommand<LdsRecord>(
      'elman.trainLdsFurther',
      await treeItemOf(services, record.id),
    );
    const further = await answer(made, 'accept');
    assert.deepEqual([further.iterations, further.states, further.passes], [8, 3, 5]);
    assert.deepEqual(modelRegistry.model(record.id), record);
    await modelRegistry.remove([further.id]);
  });

  it('are refused on a text of one symbol and without trust, and leave no files', async () => {
    const { modelRegistry, activeModel, messages } = services;
    const before = modelRegistry.all.length;
    const { document } = await openText('aaaaaaaaaaaaaaaa');
    await assert.rejects(services.trainLds(document.uri, CHOICE), /only one distinct symbol/);
    const untrusted = new LdsCommand(modelRegistry, activeModel, messages, () => false);
    await assert.rejects(untrusted.run(editor.document.uri), /In Restricted Mode, you cannot/);
    await assert.rejects(untrusted.trainFurther(record, 1), /In Restricted Mode, you cannot/);
    await modelRegistry.reload();
    assert.equal(modelRegistry.all.length, before);
  });

  it('are renamed, deleted and restored', async () => {
    const { modelRegistry, activeModel } = services;
    await modelRegistry.rename(record.id, 'filter');
    await modelRegistry.remove([record.id]);
    assert.notDeepEqual(activeModel.choice, choice());
    await modelRegistry.restore([record.id]);
    assert.equal(modelRegistry.model(record.id)?.name, 'filter');
    assert.match((await services.reader.describe(choice())).description, /lds/);
    await modelRegistry.remove([record.id]);
  });
});
