import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { LesionChoice } from '../../src/protocol/lesion';
import { answer } from './support/quickInput';
import { atIteration, inState, openText, text } from './support/services';
import { useExtension } from './support/useExtension';

describe('the inspection of a network', () => {
  const services = useExtension();

  it('projects the states of a selection onto a plane, and clusters those of the text', async () => {
    const editor = await openText(text);
    const run = await services.train(editor.document.uri);
    await atIteration(services, run.id, 20);
    await services.runManager.stop(run.id);
    const { worker } = services.inspection;
    const { reference } = services.activeModel.named({ kind: 'run', id: run.id, checkpoint: 'usual' });
    const uri = editor.document.uri.toString();
    const end = editor.document.offsetAt(new vscode.Position(2, 0));
    const range = { uri, start: 0, end, context: 'document' } as const;
    const channel = worker.about(editor.document);
    const found = await channel.request('trajectories', { model: reference, range });
    assert.equal(found.tokens.length, end);
    assert.equal(found.points.length, 2 * end);
    assert.deepEqual([...new Set(found.lines)], [0, 1]);
    assert.equal(found.similarities.length, end / 2);
    // Both lines are equal, so their states become alike.
    assert.ok((found.similarities.at(-1) ?? 0) > 0.99, `${found.similarities}`);
    const clusters = await channel.request('clusters', { model: reference, range });
    assert.equal(clusters.steps.length, clusters.words.length - 1);
    assert.ok(clusters.words.includes('␣'));
    const whole = { ...range, end: editor.document.getText().length };
    const ask = (pattern: string) =>
      channel.request('units', { model: reference, range: whole, property: { kind: 'pattern', pattern } });
    const { units, tokens } = await ask(' ');
    assert.deepEqual([units.length <= 30, tokens], [true, Math.min(20_000, whole.end)]);
    assert.ok(Math.abs(units[0].correlation) > 0.3, `${units[0].correlation}`);
    assert.ok(Math.abs(units[1].correlation) <= Math.abs(units[0].correlation));
    const property = { kind: 'pattern', pattern: ' ' } as const;
    const hidden = await channel.request('units', { model: reference, range: whole, property, hidden: 3 });
    assert.deepEqual(
      hidden.units.map(({ part }) => part),
      ['h', 'h', 'h'],
    );
    await assert.rejects(ask('\\p{Emoji_Presentation}'), /No token of the text has this property/);
  });

  it('refuses n-grams, and a layer that the network does not have', async () => {
    const editor = await openText(text);
    const { id } = await services.trainNgram(editor.document.uri, { order: 3, smoothing: 'wittenBell' });
    const uri = editor.document.uri.toString();
    const range = { uri, start: 0, end: 10, context: 'none' } as const;
    const channel = services.inspection.worker.about(editor.document);
    const model = { kind: 'made', id } as const;
    for (const request of ['trajectories', 'clusters'] as const)
      await assert.rejects(channel.request(request, { model, range }), /no hidden states/);
    await assert.rejects(
      channel.request('units', { model, range, property: { kind: 'quotes' } }),
      /no hidden states/,
    );
    const run = await services.train(editor.document.uri);
    await atIteration(services, run.id, 1);
    const { reference } = services.activeModel.named({ kind: 'run', id: run.id, checkpoint: 'usual' });
    await assert.rejects(
      channel.request('trajectories', { model: reference, range, layer: 3 }),
      /has 1 layers, but layer 4/,
    );
  });

  it('measures a lesion, keeps it as a model and lets it recover in a run of its own', async () => {
    const editor = await openText(text);
    const run = await services.train(editor.document.uri);
    await atIteration(services, run.id, 20);
    await services.runManager.stop(run.id);
    const base = { kind: 'run', id: run.id, checkpoint: 'usual' } as const;
    const { reference } = services.activeModel.named(base);
    const uri = editor.document.uri.toString();
    const range = { uri, start: 0, end: text.length, context: 'document' } as const;
    const channel = services.inspection.worker.about(editor.document);
    const effect = (choice: LesionChoice) => channel.request('lesion', { model: reference, range, choice });
    const choice = { units: [{ layer: 0, units: [1, 2] }] };
    const [intact, lesioned] = [await effect({}), await effect(choice)];
    assert.equal(intact.perplexities.length, 1);
    assert.equal(lesioned.perplexities[0], intact.perplexities[0]);
    assert.notEqual(lesioned.perplexities[1], intact.perplexities[0]);
    assert.deepEqual(lesioned.units, choice.units);
    const { lesions } = services.inspection;
    const model = await lesions.keep(base, choice);
    assert.equal(services.modelRegistry.model(model.id)?.kind, 'lesion');
    assert.deepEqual([model.lesion.units, model.lesion.base?.id], [2, run.id]);
    const recovery = await lesions.recover(
      { kind: 'made', id: model.id },
      { units: [{ layer: 0, units: [3] }] },
      { 'training.maxIterations': 6, 'training.learningRate': 0.02 },
    );
    assert.deepEqual([recovery.lesion?.units, recovery.text.name], [3, run.text.name]);
    assert.equal(recovery.name, `${model.name} · recovery`);
    await inState(services, recovery.id, 'done');
    const { settings, iteration } = services.runManager.run(recovery.id) ?? assert.fail();
    assert.deepEqual([settings['training.learningRate'], iteration], [0.02, 6]);
    // Escape cancels the questions, and then nothing is stored or trained.
    const stored = [services.modelRegistry.models.length, services.runManager.runs.length];
    assert.equal(await answer(lesions.askAndRecover(base, choice), 'close'), undefined);
    assert.deepEqual([services.modelRegistry.models.length, services.runManager.runs.length], stored);
    const asked = await answer(lesions.askAndRecover(base, choice), 'accept');
    assert.equal(asked?.settings['training.maxIterations'], run.settings['training.maxIterations']);
    await services.runManager.stop(asked?.id ?? '');
    await assert.rejects(lesions.keep(base, {}), /The lesion is empty/);
  });
});
