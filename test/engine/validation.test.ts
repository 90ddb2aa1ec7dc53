import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { secondsLeft, validatedShare } from '../../src/common/runFigures';
import { unknownNote, unknownWarning } from '../../src/common/unknownNotes';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { openModelFile } from '../../src/engine/model/modelFile';
import { scoreText } from '../../src/engine/scoring/score';
import { resumeSession } from '../../src/engine/train/resumeSession';
import { fill } from '../../src/protocol/message';
import type { MetricsBlock, RunRecord, RunSettings } from '../../src/protocol/run';
import { UserError } from '../../src/protocol/userError';
import { finished, repeatable, start, testServices } from './support/sessions';

const VALIDATED: RunSettings = { 'validation.fraction': 0.2, 'validation.interval': 12 };

const cases = (name: string) => readFileSync(`test/fixtures/cases/${name}`);
const plain = { count: String, percent: (share: number) => `${(100 * share).toFixed(1)}%` };

/** Returns the validations in a table of metrics: the iteration, and the loss in nats per window. */
function validations({ columns, values }: MetricsBlock): [number, number][] {
  const at = columns.indexOf('validationLoss');
  return Array.from({ length: values.length / columns.length }, (_, row): [number, number] => [
    values[row * columns.length],
    values[row * columns.length + at],
  ]).filter(([, loss]) => !Number.isNaN(loss));
}

describe('a run with a validation text', () => {
  it('is validated at every interval and at its end, and keeps the best weights', async () => {
    const { services, id } = await finished(VALIDATED);
    const { metrics } = await services.store.history(id);
    const found = validations(metrics);
    assert.deepEqual(
      found.map(([iteration]) => iteration),
      [12, 24, 36, 48, 60, 72, 84, 96, 108, 120],
    );
    const record = await services.store.records.read(id);
    assert.ok(record.validation);
    const { last, best } = record.validation;
    assert.equal(last.iteration, 120);
    const [bestIteration, bestLoss] = found.reduce((a, b) => (b[1] < a[1] ? b : a));
    assert.equal(best.iteration, bestIteration);
    assert.ok(Math.abs(best.loss * 7 - bestLoss) < 1e-12);
    assert.ok(last.error !== undefined && last.error > 0 && last.error < last.loss);
    assert.equal((await services.store.checkpoints.best(id))?.iteration, bestIteration);
  });

  it('does not train on it, but has its symbols in the vocabulary', async () => {
    const { services, id } = await finished(VALIDATED);
    const record = await services.store.records.read(id);
    assert.equal(record.text.tokens, 464 - 92);
  });

  it('computes the loss of the model that reads the text from its start', async () => {
    const services = testServices();
    const session = await start(services.ports, { ...VALIDATED, 'validation.interval': 120 });
    session.proceed();
    await services.reached('done');
    const held = 'hello world, the quick brown fox jumps over the lazy dog. '.repeat(8).slice(-92);
    const { logProb, scored } = scoreText(openModelFile(referenceKernels(), session.weights()), '', held);
    const { last } = session.record.validation ?? {};
    assert.ok(last && Math.abs(last.loss + logProb / scored) < 1e-12);
  });

  it('resumes from a checkpoint as if it had never stopped', async () => {
    const whole = await finished(VALIDATED);
    const services = testServices();
    const session = await start(services.ports, VALIDATED);
    const { id } = session.proceed();
    while (session.record.iteration < 40) await services.ports.yield();
    const { validation } = await session.halt('paused');
    const resumed = await resumeSession(services.ports, id);
    assert.ok(validation);
    assert.deepEqual(resumed.record.validation, validation);
    resumed.proceed();
    await services.reached('done');
    const { metrics } = await services.store.history(id);
    assert.deepEqual(repeatable(metrics), whole.metrics);
    assert.deepEqual(
      (await services.store.records.read(id)).validation,
      whole.services.records.at(-1)?.validation,
    );
    assert.deepEqual(
      (await services.store.checkpoints.best(id))?.tensors,
      (await whole.services.store.checkpoints.best(whole.id))?.tensors,
    );
  });

  it('ends early once validations stop improving, and reports the best one', async () => {
    const { services, id } = await finished({
      ...VALIDATED,
      'validation.interval': 2,
      'validation.patience': 3,
      'training.learningRate': 0.5,
    });
    const { iteration, validation } = await services.store.records.read(id);
    assert.ok(validation);
    assert.ok(iteration < 120, `ended at ${iteration}`);
    assert.equal(iteration, validation.last.iteration);
    assert.equal(validation.best.iteration, iteration - 6);
  });

  it('can be validated on a text of its own, of which it keeps a copy', async () => {
    const services = testServices();
    const validationText = {
      name: 'b.txt',
      uri: 'file:///b.txt',
      bytes: Buffer.from('the lazy dog jumps over ÜÜ the quick fox. '),
    };
    const session = await start(services.ports, { 'validation.interval': 50 }, undefined, validationText);
    const { id } = session.proceed();
    await services.reached('done');
    const record = await services.store.records.read(id);
    const { tokens, unknown, leftOut } = record.validationText ?? {};
    assert.deepEqual({ tokens, unknown, leftOut }, { tokens: 40, unknown: 2, leftOut: 2 });
    const kept = await services.store.validationText(record);
    assert.deepEqual(Buffer.from(kept instanceof Uint8Array ? kept : []), validationText.bytes);
    await services.store.remove(id, '2026-01-02T03:04:05.000Z');
    await services.store.emptyTrash('2026-01-03T03:04:05.000Z');
    assert.deepEqual(await services.files.list(''), []);
  });

  it('reports the share of unknown tokens in its own validation text, and warns above 5%', async () => {
    const read = async (more: RunSettings = {}) => {
      const { ports } = testServices();
      const session = await start(
        ports,
        { 'text.unit': 'word', ...more },
        cases('words-train.txt').toString(),
        { name: 'words-valid.txt', uri: 'file:///words-valid.txt', bytes: cases('words-valid.txt') },
      );
      const { record } = session;
      const note = unknownNote(record, plain);
      const warning = unknownWarning(record, plain);
      return [note, warning].map(message => message && fill(message.template, message.args));
    };
    const [note, warning] = await read();
    assert.equal(note, 'unknown and left out: 50 of 130 tokens (38.5%)');
    assert.match(warning ?? '', /lacks 50 of the 130 tokens .* left out.*Set text\.minimumCount to 2/);
    const [scored, warned] = await read({ 'text.minimumCount': 2 });
    assert.equal(scored, 'unknown, scored as <unk>: 50 of 130 tokens (38.5%)');
    assert.match(warned ?? '', /scored as <unk>/);
  });

  it('reports no unknown tokens if there are none, and does not warn about a few', async () => {
    const known = 'the lazy dog jumps over the quick fox. '.repeat(3);
    for (const [text, note] of [
      [known, undefined],
      [`${known}Ü`, 'unknown and left out: 1 of 118 tokens (0.8%)'],
    ] as const) {
      const { ports } = testServices();
      const bytes = Buffer.from(text);
      const { record } = await start(ports, {}, undefined, { name: 'b', uri: 'file:///b', bytes });
      const found = unknownNote(record, plain);
      assert.equal(found && fill(found.template, found.args), note);
      assert.equal(unknownWarning(record, plain), undefined);
    }
  });

  it('refuses a validation text of which it knows almost nothing', async () => {
    const bytes = Buffer.from(`${'吾輩ハ猫デアルノ名前ハマダ無イ '.repeat(12)}h`);
    const foreign = { name: 'ja.txt', uri: 'file:///ja.txt', bytes };
    const wordly: RunSettings = { 'text.unit': 'word', 'text.minimumCount': 2, 'training.sequenceLength': 3 };
    for (const settings of [{}, wordly]) {
      const { ports, files } = testServices();
      await assert.rejects(start(ports, settings, undefined, foreign), /has only \d+ of the \d+ tokens/);
      assert.deepEqual(await files.list(''), []);
    }
  });

  it('resumes a run of an older version, and then counts unknown tokens', async () => {
    const services = testServices();
    const bytes = Buffer.from('吾輩は猫である。hello. '.repeat(9));
    const session = await start(services.ports, {}, undefined, { name: 'b', uri: 'file:///b', bytes });
    await session.close();
    const { unknown, leftOut, ...old } = session.record.validationText ?? assert.fail();
    await services.store.records.save({ ...session.record, validationText: old });
    const resumed = await resumeSession(services.ports, session.record.id);
    assert.deepEqual(resumed.record.validationText, { ...old, unknown, leftOut });
  });

  it('reports the progress of a validation, and includes it in the time left', async () => {
    const services = testServices();
    const validationText = { name: 'b', uri: 'file:///b', bytes: Buffer.from('the lazy dog. '.repeat(900)) };
    const session = await start(services.ports, { 'validation.interval': 40 }, undefined, validationText);
    session.proceed();
    const seen: RunRecord[] = [];
    while (session.record.state === 'running') {
      seen.push(session.record);
      await services.ports.yield();
    }
    const validating = seen.filter(record => record.validating);
    const shares = validating
      .filter(({ iteration }) => iteration === 40)
      .map(record => validatedShare(record));
    assert.ok(shares.length > 3, `${shares.length} looks at the first validation`);
    assert.deepEqual(
      [...shares].sort((a = 0, b = 0) => a - b),
      shares,
    );
    assert.ok(shares.every((share = 2) => share > 0 && share < 1));
    assert.ok(
      validating.every(({ tokensPerSecond }) => tokensPerSecond > 0),
      'the speed of training stays',
    );
    assert.deepEqual([...new Set(validating.map(({ iteration }) => iteration))], [40, 80, 120]);
    const done = await services.reached('done');
    assert.equal(done.validating, undefined);
    assert.equal((await services.store.records.read(done.id)).validating, undefined);
  });

  it('estimates the time left from its updates and its validations', () => {
    const settings = { 'training.sequenceLength': 10, 'training.batch': 1, 'training.maxIterations': 100 };
    const left = (more: object, interval = 30) =>
      secondsLeft({
        settings: { ...settings, 'validation.interval': interval },
        iteration: 60,
        smoothLoss: 1,
        tokensPerSecond: 100,
        elapsed: 5000,
        ...more,
      });
    assert.equal(left({}), 4);
    // It is too early for an estimate.
    assert.equal(left({ elapsed: 2999 }), undefined);
    // Two validations are left: at iteration 90 and at the end.
    assert.equal(left({ validationTime: 5000 }), 4 + 2 * 5);
    // One validation is left: the one at the end, at an iteration at which a regular validation is due.
    assert.equal(left({ validationTime: 5000 }, 50), 4 + 5);
    assert.equal(left({ validationTime: 5000, validating: { done: 1, tokens: 4 } }), 4 + 2.75 * 5);
    assert.equal(left({ iteration: 100, validationTime: 5000, validating: { done: 1, tokens: 2 } }), 2.5);
  });

  it('refuses settings that need a validation text if there is none', async () => {
    const wanting: RunSettings[] = [{ 'training.schedule': 'halving' }, { 'validation.patience': 2 }];
    for (const settings of wanting) {
      const { ports, files } = testServices();
      await assert.rejects(start(ports, settings), (error: unknown) => {
        assert.ok(error instanceof UserError);
        assert.equal(error.setting, 'validation.fraction');
        return true;
      });
      assert.deepEqual(await files.list(''), []);
    }
  });
});

/** Settings with which the loss explodes within a few updates. */
const WILD: RunSettings = {
  'training.optimizer': 'sgd',
  'training.learningRate': 10,
  'model.activation': 'identity',
  'training.maxIterations': 1000,
  'metrics.interval': 1000,
};

describe('a run that explodes', () => {
  it('has the failed update in its metrics, and advises only on settings that are in use', async () => {
    for (const [clip, advised] of [
      [0, false],
      [1e5, true],
    ] as const) {
      const services = testServices();
      const session = await start(services.ports, { ...WILD, 'training.gradientClip': clip });
      const { id } = session.proceed();
      const { failure } = await services.reached('failed');
      const words = fill(failure?.template ?? '', failure?.args ?? []);
      assert.match(words, /lower learning rate \(now 10\)/);
      assert.equal(/smaller training\.gradientClip \(now 100000\)/.test(words), advised, words);
      assert.equal(words.includes('gradientClip'), advised, words);
      const { columns, values } = (await services.store.history(id)).metrics;
      assert.equal(values.length, 2 * columns.length, 'the first update, and the one that went wrong');
      const [iteration, loss] = ['iteration', 'loss'].map(
        name => values[columns.length + columns.indexOf(name)],
      );
      const said = Number(failure?.args[0]);
      const isNumber = Number.isFinite(loss);
      assert.equal(iteration, isNumber ? said - 1 : said);
      assert.ok(!isNumber || loss > 5 * 7 * Math.log(session.record.vocabulary), String(loss));
    }
  });

  it('returns to its last checkpoint, and can resume with a lower rate', async () => {
    const services = testServices();
    const session = await start(services.ports, {
      'training.optimizer': 'sgd',
      'training.learningRate': 10,
      'training.gradientClip': 0,
      'model.activation': 'identity',
      'training.maxIterations': 1000,
    });
    const { id } = session.proceed();
    const { failure, iteration } = await services.reached('failed');
    assert.match(failure?.template ?? '', /exploded|stopped being a number/);
    assert.equal(iteration, 0);
    const again = await resumeSession(services.ports, id, { learningRate: 9 });
    again.proceed();
    await services.reached('running');
    // The record has the new rate, not the rate before the run was resumed.
    assert.equal((await services.reached('failed')).learningRate, 9);
    const resumed = await resumeSession(services.ports, id, { learningRate: 0.01 });
    assert.equal(resumed.proceed().learningRate, 0.01);
    await services.reached('done');
  });
});
