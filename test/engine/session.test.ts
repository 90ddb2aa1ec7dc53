import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { openModelFile } from '../../src/engine/model/modelFile';
import { scoreText } from '../../src/engine/scoring/score';
import { resumeSession } from '../../src/engine/train/resumeSession';
import type { RunRecord } from '../../src/protocol/run';
import { UserError } from '../../src/protocol/userError';
import { finished, repeatable, start, TEXT, testServices } from './support/sessions';

describe('a training session', () => {
  it('trains to the end, and sends the metrics and samples that it stores', async () => {
    const { services, id, metrics, samples } = await finished();
    assert.equal(metrics.length, 120 / 5);
    assert.deepEqual(
      metrics.map(row => row[0]),
      Array.from({ length: 24 }, (_, i) => 5 * i),
    );
    assert.deepEqual(services.blocks.flatMap(repeatable), metrics);
    assert.deepEqual(
      samples.map(({ iteration }) => iteration),
      [0, 25, 50, 75, 100, 120],
    );
    assert.deepEqual(services.samples, samples);
    assert.ok(samples.every(({ text }) => text.length === 20));
    const record = await services.store.records.read(id);
    assert.equal(record.state, 'done');
    assert.equal(record.iteration, 120);
    assert.ok(record.smoothLoss < Math.log(record.vocabulary) * 7);
  });

  it('begins with a record of its texts, its vocabulary and its plan', async () => {
    const { ports, store } = testServices();
    const held = { name: 'b.txt', uri: 'file:///b.txt', bytes: Buffer.from('hello Ω world! '.repeat(9)) };
    const plan = [{ iteration: 5, setting: 'snapshot.interval', value: 9 }] as const;
    const { record } = await start(ports, {}, TEXT, held, plan);
    const digest = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
    const vocabulary = new Set(TEXT).size;
    const { settings, smoothLoss, bestLoss, ...rest }: RunRecord = JSON.parse(JSON.stringify(record));
    assert.deepEqual(rest, {
      ...{ version: 1, id: '20260102T030405-suffix', name: 'a run', createdAt: '2026-01-02T03:04:05.000Z' },
      ...{ state: 'paused', vocabulary, kernels: 'reference', iteration: 0, averagedFrom: 0 },
      ...{ learningRate: 0.1, gradientClip: 5, snapshotInterval: 25, tokensPerSecond: 0, elapsed: 0, plan },
      text: {
        ...{ name: 'a.txt', uri: 'file:///a.txt', fingerprint: digest(TEXT) },
        ...{ bytes: TEXT.length, tokens: TEXT.length },
      },
      validationText: {
        ...{ name: 'b.txt', uri: 'file:///b.txt', fingerprint: digest(held.bytes) },
        ...{ bytes: held.bytes.length, tokens: 9 * 13, unknown: 9 * 2, leftOut: 9 * 2 },
      },
    });
    assert.equal(settings['model.hidden'], 12);
    assert.ok(Math.abs(smoothLoss - 7 * Math.log(vocabulary)) < 1e-9);
    assert.equal(bestLoss, smoothLoss);
    assert.equal((await store.records.read(record.id)).smoothLoss, smoothLoss);
    const first = await store.checkpoints.at(record.id, 0);
    assert.equal(JSON.parse(first?.metadata.state ?? '{}').elapsed, 0);
  });

  it('pauses and continues with the bits of an uninterrupted run', async () => {
    const whole = await finished();
    const services = testServices();
    const session = await start(services.ports);
    session.proceed();
    await services.ports.yield();
    const paused = await session.halt('paused');
    assert.equal(paused.state, 'paused');
    assert.ok(paused.iteration > 0 && paused.iteration < 120, `paused at ${paused.iteration}`);
    session.proceed();
    await services.reached('done');
    assert.deepEqual(repeatable((await services.store.history(paused.id)).metrics), whole.metrics);
  });

  it('stops when it is paused, once and for all, but does not pause when it has stopped', async () => {
    const services = testServices();
    const session = await start(services.ports);
    session.proceed();
    await services.ports.yield();
    const stored = async () => (await services.store.records.read(session.record.id)).state;
    const states: string[] = [];
    for (const wanted of ['paused', 'paused', 'stopped', 'paused', 'stopped'] as const) {
      const { state } = await session.halt(wanted);
      assert.equal(await stored(), state);
      states.push(state);
    }
    assert.deepEqual(states, ['paused', 'paused', 'stopped', 'stopped', 'stopped']);
    assert.equal((await session.close()).state, 'stopped');
  });

  it('continues once if it proceeds before its pause has taken effect', async () => {
    const whole = await finished();
    const services = testServices();
    let waiting = 0;
    let most = 0;
    const turn = async () => {
      most = Math.max(most, ++waiting);
      await services.ports.yield();
      waiting--;
    };
    const counted = { ...services.ports, yield: turn };
    const session = await start(counted);
    session.proceed();
    const pausing = session.halt('paused');
    session.proceed();
    await pausing;
    await services.reached('done');
    assert.equal(most, 1, 'loops at a time');
    assert.deepEqual(repeatable((await services.store.history(session.record.id)).metrics), whole.metrics);
  });

  it('resumes from disk after a halt, bit for bit', async () => {
    const whole = await finished();
    const first = testServices();
    const session = await start(first.ports);
    session.proceed();
    await first.ports.yield();
    const { id, iteration } = await session.halt('paused');

    const second = testServices(first.files);
    const resumed = await resumeSession(second.ports, id);
    assert.equal(resumed.record.iteration, iteration);
    resumed.proceed();
    await second.reached('done');
    const { metrics, samples } = await second.store.history(id);
    assert.deepEqual(repeatable(metrics), whole.metrics);
    assert.deepEqual(samples, whole.samples);
    const { tensors } = await second.store.checkpoints.newest(id);
    for (const [name, { data }] of whole.tensors) assert.deepEqual(tensors.get(name)?.data, data, name);
  });

  it('answers while it trains: it changes the learning rate, samples, and returns its weights', async () => {
    const services = testServices();
    const session = await start(services.ports, { 'training.maxIterations': 0 });
    session.proceed();
    await services.ports.yield();
    await session.change('training.learningRate', 0.01);
    await assert.rejects(session.change('training.learningRate', -1), UserError);
    assert.equal([...session.sampleNow({ length: 30, temperature: 0.5 }).text].length, 30);
    const again = [1, 2].map(() => session.sampleNow({ length: 30, temperature: 2 }).text);
    const seeded = [7, 7, 8].map(seed => session.sampleNow({ length: 30, temperature: 2, seed }).text);
    assert.equal(seeded[0], seeded[1]);
    assert.notEqual(seeded[0], seeded[2]);
    assert.notEqual(again[0], again[1]);
    const open = openModelFile(referenceKernels(), session.weights());
    assert.equal(open.iteration, session.record.iteration);
    assert.equal(scoreText(open, 'hello ', 'world').scored, 5);
    for (let slice = 0; slice < 3; slice++) await services.ports.yield();
    const { id } = await session.halt('stopped');
    const { columns, values } = (await services.store.history(id)).metrics;
    assert.equal(values.at(columns.indexOf('learningRate') - columns.length), 0.01);
  });

  it('keeps its lock until it is closed, and releases it after everything is saved', async () => {
    const services = testServices();
    const released: string[] = [];
    const lock = async (id: string) => ({
      lost: new Promise<void>(() => {}),
      isHeld: async () => released.length === 0,
      release: async () => void released.push((await services.store.records.read(id)).state),
    });
    const session = await start({ ...services.ports, lock }, { 'training.maxIterations': 0 });
    session.proceed();
    await services.ports.yield();
    await session.halt('paused');
    session.proceed();
    await services.ports.yield();
    assert.deepEqual(released, []);
    assert.equal((await session.close()).state, 'paused');
    assert.deepEqual(released, ['paused']);
  });

  it('fails at once when another process takes its lock, and writes nothing more', async () => {
    const services = testServices();
    let lose = () => {};
    const lost = new Promise<void>(resolve => {
      lose = resolve;
    });
    const lock = async () => ({ lost, isHeld: async () => true, release: async () => {} });
    const session = await start({ ...services.ports, lock }, { 'training.maxIterations': 0 });
    const { id } = session.proceed();
    await services.ports.yield();
    await session.halt('paused');
    session.proceed();
    lose();
    const { failure } = await services.reached('failed');
    assert.match(failure?.template ?? '', /another one took over the run/);
    assert.equal(failure?.kind, 'other');
    await session.halt('stopped');
    assert.equal((await services.store.records.read(id)).state, 'running');
    assert.equal(services.records.filter(({ state }) => state === 'failed').length, 1);
  });

  it('refuses to resume a finished run', async () => {
    const { services, id } = await finished();
    await assert.rejects(resumeSession(services.ports, id), /completed all of its 120 iterations/);
  });
});
