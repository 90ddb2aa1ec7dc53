import assert from 'node:assert/strict';
import { uniform } from '../../../src/engine/core/random';
import { mixModels } from '../../../src/engine/families/mixture/mixModels';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { type OpenClozeModel, openCloze } from '../../../src/engine/model/clozeFile';
import { openLabelModel } from '../../../src/engine/model/labelModel';
import { decodeModel } from '../../../src/engine/model/modelFile';
import { openNetwork } from '../../../src/engine/model/openNetwork';
import { beginningOf } from '../../../src/engine/model/textIds';
import { sampleText } from '../../../src/engine/sampling/sampleText';
import { ClozeReading, readCloze } from '../../../src/engine/scoring/clozeReading';
import { ranksOf } from '../../../src/engine/scoring/predictions';
import { Reading } from '../../../src/engine/scoring/reading';
import { scoreOf } from '../../../src/engine/scoring/score';
import { startCloze } from '../../../src/engine/train/cloze/startCloze';
import { resumeSession } from '../../../src/engine/train/resumeSession';
import type { RunSettings } from '../../../src/protocol/run';
import { repeatable, testServices } from '../support/sessions';

const SETTINGS: RunSettings = {
  'model.hidden': 6,
  'model.embedding': 4,
  'model.layers': 2,
  'model.dropout': 0.2,
  'training.sequenceLength': 8,
  'training.batch': 3,
  'training.maxIterations': 60,
  'training.learningRate': 0.03,
  'validation.interval': 20,
  'validation.fraction': 0.25,
  'metrics.interval': 5,
};
const middle: Readonly<Record<string, string>> = { aa: 'x', ab: 'y', ba: 'y', bb: 'z' };
/** Lines of two random letters. The letter between them counts the a's: x for 2, y for 1, z for 0. */
const TEXT = Array.from({ length: 200 }, (_, i) => {
  const [left, right] = [0, 1].map(side => 'ab'[Math.floor(2 * uniform(1, 'check', 9, 2 * i + side))]);
  return `${left}${middle[left + right]}${right}`;
}).join('\n');

type Services = ReturnType<typeof testServices>;

function begin({ ports }: Services, settings: RunSettings = {}, text = TEXT) {
  const source = { name: 'a.txt', uri: 'file:///a.txt', bytes: Buffer.from(text) };
  return startCloze(ports, { name: 'a run', text: source, settings: { ...SETTINGS, ...settings } });
}

async function trained(settings: RunSettings = {}): Promise<OpenClozeModel> {
  const services = testServices();
  const session = await begin(services, settings);
  session.proceed();
  await services.reached('done');
  return openCloze(referenceKernels(), decodeModel(session.weights()));
}

async function results({ store }: Services, id: string) {
  const { metrics } = await store.history(id);
  const { tensors } = await store.checkpoints.newest(id);
  return { metrics: repeatable(metrics), tensors };
}

describe('a run that predicts each token from both sides', () => {
  it('learns what only both sides together determine', async () => {
    const open = await trained({ 'model.dropout': 0, 'model.layers': 1, 'training.maxIterations': 600 });
    // One neighbour leaves two letters equally likely.
    const text = 'axa\nayb\nbya\nbzb\n';
    const { tokens } = readCloze(open, text);
    for (const i of [1, 5, 9, 13])
      assert.ok(tokens.logProbs[i] > Math.log(0.8), `${text[i]} at ${i}: ${tokens.logProbs[i]}`);
  });

  it('validates, stores what it is, and writes no samples', async () => {
    const services = testServices();
    const { id } = (await begin(services)).proceed();
    const record = await services.reached('done');
    assert.equal(record.task, 'cloze');
    assert.equal((await services.store.records.read(id)).task, 'cloze');
    assert.ok((record.validation?.last.loss ?? Number.NaN) < Math.log(5), `${record.validation?.last.loss}`);
    assert.equal(services.samples.length, 0);
  });

  it('continues bit for bit after an interruption', async () => {
    const whole = testServices();
    const { id } = (await begin(whole)).proceed();
    await whole.reached('done');
    const parts = testServices();
    const first = await begin(parts);
    first.proceed(23);
    await parts.reached('paused');
    await first.close();
    (await resumeSession(parts.ports, first.record.id)).proceed();
    await parts.reached('done');
    assert.deepEqual(await results(parts, first.record.id), await results(whole, id));
  });

  it('says why it cannot write, and why nothing else opens its model', async () => {
    const services = testServices();
    const session = await begin(services);
    session.proceed();
    await services.reached('done');
    const file = decodeModel(session.weights());
    const kernels = referenceKernels();
    assert.throws(() => session.sampleNow({ length: 5, temperature: 1 }), /cannot write samples/);
    assert.throws(() => openNetwork(kernels, file), /cannot write or continue a text, be part of a mixture/);
    assert.throws(() => openLabelModel(kernels, file, 'tag'), /predicts each token from both sides/);
  });

  it('refuses settings of language models, cells that read in one direction, and short texts', async () => {
    const refused = (settings: RunSettings, expected: RegExp, text = TEXT) =>
      assert.rejects(begin(testServices(), settings, text), error => expected.test(String(error)));
    await refused({ 'model.output': 'classes' }, /only for networks that predict the next token/);
    await refused({ 'model.direct': 1000 }, /only for networks that predict the next token/);
    await refused({ 'training.resetEvery': '3' }, /only for networks that predict the next token/);
    await refused({ 'model.cell': 'jordan' }, /reads in one direction only/);
    await refused({ 'model.cell': 'transformer', 'model.heads': 1 }, /reads in one direction only/);
    await refused({ 'model.direction': 'both' }, /no setting/);
    await refused({ 'validation.fraction': 0 }, /too short: training needs at least 30/, 'abcd'.repeat(7));
    await refused({ 'validation.fraction': 0.05 }, /a token between two others/, `${TEXT.slice(0, 40)}`);
    await refused({ 'validation.fraction': 0, 'training.schedule': 'halving' }, /needs a validation text/);
  });

  it('cannot be sampled or mixed: the compiler refuses it', async () => {
    const open = await trained({ 'training.maxIterations': 1 });
    const options = { length: 1, prime: '', temperature: 1, topK: 0, topP: 1, seed: 1 };
    // @ts-expect-error Sampling needs a `LanguageModel`.
    assert.throws(() => sampleText(open, options));
    // @ts-expect-error A mixture needs members that are language models.
    const mixing = () => mixModels([{ open }], [1], 'linear');
    assert.ok(mixing);
    // @ts-expect-error Only a language model has a state before a text.
    assert.throws(() => beginningOf(open));
    // @ts-expect-error Only a language model reads on from a state.
    assert.throws(() => new Reading(open));
  });
});

describe('the reading of a text from both sides', () => {
  it('scores every token between two line ends, and none that is outside of the vocabulary', async () => {
    const open = await trained({ 'training.maxIterations': 20 });
    const text = 'axa\naqb';
    const reading = readCloze(open, text);
    assert.deepEqual([...reading.tokens.logProbs.subarray(0, 7)].map(Number.isFinite), [
      ...[true, true, true, true],
      ...[true, false, true],
    ]);
    const score = scoreOf(open, reading, text, { start: 0, end: text.length, complete: true });
    assert.deepEqual([score.tokens, score.scored, score.unknown, score.leftOut], [7, 6, 1, 1]);
    assert.equal(score.mostSurprising.length, 5);
    assert.ok(score.mostSurprising.every(({ expected }) => expected !== undefined));
  });

  it('gives ranks and alternatives that agree with the probabilities, in long texts too', async () => {
    const open = await trained({ 'training.maxIterations': 20 });
    const reading = readCloze(open, TEXT);
    const places = [0, 63, 64, 200, TEXT.length - 1];
    const ranks = ranksOf(reading, places);
    const { ids, logProbs } = reading.tokens;
    let visited = 0;
    reading.expectations(places, (token, distribution) => {
      assert.equal(distribution[ids[token]], logProbs[token]);
      const better = [...distribution].filter(each => each > logProbs[token]).length;
      assert.equal(ranks[places.indexOf(token)], better + 1);
      visited++;
    });
    assert.equal(visited, places.length);
  });

  it('reads an empty text and a text of one token', async () => {
    const open = await trained({ 'training.maxIterations': 1 });
    assert.equal(readCloze(open, '').tokens.length, 0);
    assert.ok(Number.isFinite(readCloze(open, 'a').tokens.logProbs[0]));
    const pending = new ClozeReading(open, 'a', true);
    assert.ok(Number.isNaN(pending.tokens.logProbs[0]));
  });
});
