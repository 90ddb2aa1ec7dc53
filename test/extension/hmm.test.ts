import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { tooltipOf } from '../../src/extension/format/modelTexts';
import type { HmmRecord } from '../../src/protocol/hmmRecord';
import { checkUses, treeItemOf } from './support/modelUses';
import { answer } from './support/quickInput';
import { configure, openText, text, until } from './support/services';
import { shownText } from './support/shownText';
import { useExtension } from './support/useExtension';

const CHOICE = { states: 3, iterations: 20, restarts: 2, byLine: false, isOfLetters: false };

describe('hidden Markov models', () => {
  const services = useExtension({ keep: true });
  let editor: vscode.TextEditor;
  let record: HmmRecord;
  const choice = () => ({ kind: 'made', id: record.id }) as const;
  const whole = () => ({ origin: 0, start: 0, end: editor.document.getText().length });

  before(async () => {
    editor = await openText(text);
    record = await services.trainHmm(editor.document.uri, CHOICE);
  });
  after(() => services.activeModel.choose(undefined));

  it('are trained on a text, named, stored, and become the active model', async () => {
    const { activeModel, modelRegistry } = services;
    assert.deepEqual(activeModel.choice, choice());
    await modelRegistry.reload();
    assert.deepEqual(modelRegistry.model(record.id), record);
    assert.match(record.name, /hidden Markov model 3$/);
    const lines = shownText(tooltipOf(record).value);
    assert.match(lines, /Hidden Markov model, states: 3/);
    assert.match(lines, /Iterations of EM: 20\. Perplexity of its text: \d/);
  });

  it('are stored as trained so far when the training is cancelled', async () => {
    const { modelRegistry } = services;
    const { document } = editor;
    const source = { name: 'text.txt', uri: document.uri.toString(), bytes: Buffer.from(document.getText()) };
    const cancel = new AbortController();
    const params = { name: 'cancelled', text: source, settings: {}, ...CHOICE, restarts: 1 };
    const endings = { stop: cancel.signal, discard: new AbortController().signal };
    const made = await modelRegistry.trainHmm({ ...params, iterations: 1_000_000 }, endings, () =>
      cancel.abort(),
    );
    assert.ok(made.iterations > 0 && made.iterations < 1_000_000, String(made.iterations));
    assert.deepEqual(modelRegistry.model(made.id), made);
    await modelRegistry.remove([made.id]);
  });

  it('are not stored when the training is stopped before its first iteration, or discarded', async () => {
    const { modelRegistry } = services;
    const { document } = editor;
    const source = { name: 'text.txt', uri: document.uri.toString(), bytes: Buffer.from(document.getText()) };
    const params = { name: 'discarded', text: source, settings: {}, ...CHOICE, iterations: 1_000_000 };
    const before = modelRegistry.all.length;
    const stopped = new AbortController();
    const never = new AbortController().signal;
    const training = modelRegistry.trainHmm(
      params,
      { stop: stopped.signal, discard: never },
      () => undefined,
    );
    stopped.abort();
    await assert.rejects(training, /the worker was ended/);
    const discarding = new AbortController();
    const endings = { stop: never, discard: discarding.signal };
    await assert.rejects(
      modelRegistry.trainHmm(params, endings, () => discarding.abort()),
      /the worker was ended/,
    );
    assert.equal(modelRegistry.all.length, before);
  });

  it('score a text, predict a token, continue a text, and take part in comparisons and mixtures', () =>
    checkUses(services, editor, record, 'hmm · 3'));

  it('colour tokens by their most likely states, whose number and probability the hover shows', async () => {
    const { activeModel, heatmap, reader } = services;
    await activeModel.choose(choice());
    await configure({ 'heatmap.mode': 'bits' });
    const { document } = await vscode.window.showTextDocument(editor.document);
    const shown = until(heatmap.onDidChange, () => {
      const scale = heatmap.scaleOf(document);
      return scale?.mode === 'states' ? scale : undefined;
    });
    await vscode.commands.executeCommand('elman.paintStates');
    const scale = await shown;
    assert.deepEqual([scale.count, scale.symbols.length], [3, 3]);
    const { states, starts } = (await reader.states(document, whole())) ?? assert.fail();
    assert.equal(states.path.length, starts.length);
    assert.ok(states.path.every(state => state >= 0 && state < 3));
    const found = heatmap.valueAt(document, document.positionAt(4));
    assert.ok(found?.kind === 'state');
    assert.equal(found.state, states.path[starts.indexOf(4)]);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      document.positionAt(4),
    );
    const texts = hovers.flatMap(({ contents }) =>
      contents.map(each => (each as vscode.MarkdownString).value),
    );
    const expected = new RegExp(`State \\*\\*${found.state + 1}\\*\\*: probability [\\d.]+`);
    assert.ok(
      texts.some(each => expected.test(each)),
      texts.join('\n'),
    );
  });

  it('have states, which other models do not have: the message says so, and the model stays active', async () => {
    const { activeModel, reader, modelRegistry } = services;
    const ngram = await services.trainNgram(editor.document.uri, { order: 2, smoothing: 'wittenBell' });
    const other = { kind: 'made', id: ngram.id } as const;
    await activeModel.choose(other);
    await assert.rejects(reader.states(editor.document, whole()), /has no discrete states/);
    assert.deepEqual(activeModel.choice, other);
    await modelRegistry.remove([ngram.id]);
  });

  it('show their states on the page of the network', async () => {
    const channel = services.inspection.worker.about(editor.document);
    const uri = editor.document.uri.toString();
    const range = { uri, start: 0, end: text.length, context: 'document' } as const;
    const found = await channel.request('statesOverview', { model: choice(), range });
    assert.equal(found.transitions.length, 9);
    const observed = found.states.map(state => state.observed?.share ?? assert.fail());
    assert.ok(Math.abs(observed.reduce((sum, share) => sum + share, 0) - 1) < 1e-12);
    assert.equal(found.tokens, text.length);
    const path = await channel.request('trajectories', { model: choice(), range: { ...range, end: 90 } });
    assert.deepEqual([path.tokens.length, path.points.length], [90, 180]);
    const without = await channel.request('statesOverview', { model: choice(), range: undefined });
    assert.deepEqual(
      without.states.map(({ share }) => share),
      found.states.map(({ share }) => share),
    );
    assert.ok(without.states.every(state => state.observed === undefined));
  });

  it('ask for the numbers of states, iterations and starts, and propose two states', async () => {
    await vscode.window.showTextDocument(editor.document);
    const made = vscode.commands.executeCommand<HmmRecord>('elman.trainHmm');
    const found = await answer(made, 'accept');
    assert.deepEqual([found.states, found.iterations, found.byLine], [2, 100, false]);
    await services.modelRegistry.remove([found.id]);
  });

  it('are trained further, by as many iterations as before, into a new model', async () => {
    const { modelRegistry } = services;
    const made = vscode.commands.executeCommand<HmmRecord>(
      'elman.trainHmmFurther',
      await treeItemOf(services, record.id),
    );
    const further = await answer(made, 'accept');
    assert.deepEqual([further.iterations, further.states], [40, 3]);
    assert.ok(further.perplexity <= record.perplexity);
    assert.deepEqual(modelRegistry.model(record.id), record);
    await modelRegistry.remove([further.id]);
  });

  it('are refused on an empty text, and leave no files', async () => {
    const before = services.modelRegistry.all.length;
    const empty = await openText('');
    await assert.rejects(services.trainHmm(empty.document.uri, CHOICE), /is empty/);
    await services.modelRegistry.reload();
    assert.equal(services.modelRegistry.all.length, before);
  });

  it('are renamed, deleted and restored', async () => {
    const { modelRegistry, activeModel } = services;
    await modelRegistry.rename(record.id, 'letters');
    await modelRegistry.remove([record.id]);
    assert.notDeepEqual(activeModel.choice, choice());
    await modelRegistry.restore([record.id]);
    assert.equal(modelRegistry.model(record.id)?.name, 'letters');
    assert.match((await services.reader.describe(choice())).description, /hmm/);
    await modelRegistry.remove([record.id]);
  });
});
