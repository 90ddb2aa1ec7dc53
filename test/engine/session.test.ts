import assert from 'node:assert/strict';
import type { Tensor } from '../../src/engine/core/tensor';
import { openModelFile } from '../../src/engine/eval/modelFile';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { scoreText } from '../../src/engine/read/score';
import { resumeSession } from '../../src/engine/train/sessions';
import { fill } from '../../src/protocol/message';
import type { Settings } from '../../src/protocol/run';
import { UserError } from '../../src/protocol/userError';
import { MemoryFileSystem } from './support/memoryFileSystem';
import { finished, laboratory, repeatable, start, TEXT } from './support/sessions';

describe('a training session', () => {
  it('trains to the end, announcing and storing the same metrics and samples', async () => {
    const { lab, id, metrics, samples } = await finished();
    assert.equal(metrics.length, 120 / 5);
    assert.deepEqual(
      metrics.map(row => row[0]),
      Array.from({ length: 24 }, (_, i) => 5 * i),
    );
    assert.deepEqual(lab.blocks.flatMap(repeatable), metrics);
    assert.deepEqual(
      samples.map(({ iteration }) => iteration),
      [0, 25, 50, 75, 100, 120],
    );
    assert.deepEqual(lab.samples, samples);
    assert.ok(samples.every(({ text }) => text.length === 20));
    const record = await lab.store.read(id);
    assert.equal(record.state, 'done');
    assert.equal(record.iteration, 120);
    assert.ok(record.smoothLoss < Math.log(record.vocabulary) * 7);
  });

  it('pauses, proceeds and is bit for bit the run that was never interrupted', async () => {
    const whole = await finished();
    const lab = laboratory();
    const session = await start(lab.ports);
    session.proceed();
    await lab.ports.yield();
    const paused = await session.halt('paused');
    assert.equal(paused.state, 'paused');
    assert.ok(paused.iteration > 0 && paused.iteration < 120, `paused at ${paused.iteration}`);
    session.proceed();
    await lab.reached('done');
    assert.deepEqual(repeatable((await lab.store.history(paused.id)).metrics), whole.metrics);
  });

  it('waits for a disk that is slower than the training, so that little is lost by a crash', async () => {
    let lag = 0;
    class SlowDisk extends MemoryFileSystem {
      override async append(path: string, content: Uint8Array): Promise<void> {
        for (let turn = 0; turn < 20; turn++) await lab.ports.yield();
        await super.append(path, content);
        const lines = new TextDecoder().decode(content).trim().split('\n');
        const { iteration } = JSON.parse(lines[lines.length - 1]);
        if (path.endsWith('metrics.jsonl')) lag = Math.max(lag, session.record.iteration - iteration);
      }
    }
    const lab = laboratory(new SlowDisk());
    const session = await start(lab.ports, {
      'training.maxIterations': 2000,
      'snapshot.interval': 10_000,
      'metrics.interval': 1,
    });
    session.proceed();
    await lab.reached('done');
    assert.ok(lag > 0 && lag < 300, `${lag} iterations`);
  });

  it('goes on once when it proceeds before its pause has taken effect', async () => {
    const whole = await finished();
    const lab = laboratory();
    let waiting = 0;
    let most = 0;
    const turn = async () => {
      most = Math.max(most, ++waiting);
      await lab.ports.yield();
      waiting--;
    };
    const counted = { ...lab.ports, yield: turn };
    const session = await start(counted);
    session.proceed();
    const pausing = session.halt('paused');
    session.proceed();
    await pausing;
    await lab.reached('done');
    assert.equal(most, 1, 'loops at a time');
    assert.deepEqual(repeatable((await lab.store.history(session.record.id)).metrics), whole.metrics);
  });

  it('resumes from disk after a halt, bit for bit', async () => {
    const whole = await finished();
    const first = laboratory();
    const session = await start(first.ports);
    session.proceed();
    await first.ports.yield();
    const { id, iteration } = await session.halt('paused');

    const second = laboratory(first.files);
    const resumed = await resumeSession(second.ports, id);
    assert.equal(resumed.record.iteration, iteration);
    resumed.proceed();
    await second.reached('done');
    const { metrics, samples } = await second.store.history(id);
    assert.deepEqual(repeatable(metrics), whole.metrics);
    assert.deepEqual(samples, whole.samples);
    const { tensors } = await second.store.loadCheckpoint(id);
    for (const [name, { data }] of whole.tensors) assert.deepEqual(tensors.get(name)?.data, data, name);
  });

  it('resumes from its last checkpoint when the window died, and drops what came after it', async () => {
    const whole = await finished();
    const first = laboratory();
    const session = await start(first.ports);
    const { id } = session.proceed();
    await first.ports.yield();
    const paused = await session.halt('paused');
    session.proceed();
    await first.reached('done'); // pretend that the checkpoints after the pause never made it to the disk
    const folder = `${id}/checkpoints`;
    for (const file of await first.files.list(folder)) {
      if (Number.parseInt(file, 10) > paused.iteration) await first.files.remove(`${folder}/${file}`);
    }
    const second = laboratory(first.files);
    (await resumeSession(second.ports, id)).proceed();
    await second.reached('done');
    const { metrics, samples } = await second.store.history(id);
    assert.deepEqual(repeatable(metrics), whole.metrics);
    assert.deepEqual(samples, whole.samples);
  });

  it('leaves no run behind when text or settings are wrong', async () => {
    const wrong: [Settings, string, RegExp, string | undefined][] = [
      [{}, '', /is empty/, undefined],
      [{}, 'short', /needs 16/, 'elman.training.sequenceLength'],
      [{}, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaa', /one distinct symbol/, 'elman.text.unit'],
      [{ 'model.hidden': 0 }, TEXT, /elman\.model\.hidden is 0.*whole number from 1/, 'elman.model.hidden'],
      [{ 'model.hidden': '100' }, TEXT, /"100".*whole number/, 'elman.model.hidden'],
      [{ 'training.learningRate': 0 }, TEXT, /number above 0/, 'elman.training.learningRate'],
      [{ 'model.activation': 'cosine' }, TEXT, /choose one of tanh/, 'elman.model.activation'],
    ];
    for (const [settings, text, message, setting] of wrong) {
      const { ports, files } = laboratory();
      await assert.rejects(start(ports, settings, text), (error: unknown) => {
        assert.ok(error instanceof UserError, String(error));
        assert.match(error.message, message);
        assert.equal(error.setting, setting);
        return true;
      });
      assert.deepEqual(await files.list(''), []);
    }
  });

  it('stops with advice when the loss is no longer a number, and keeps a sound checkpoint', async () => {
    const lab = laboratory();
    const kernels = referenceKernels();
    let sums = 0; // two an update, of what is minimised and of ln P, and two for the gradient flow beside the samples
    const sick = { ...kernels, sum: (x: Tensor) => (++sums > 58 ? Number.NaN : kernels.sum(x)) };
    const ports = { ...lab.ports, kernels: async () => sick };
    const session = await start(ports, { 'training.maxIterations': 0 });
    const { id } = session.proceed();
    const failed = await lab.reached('failed');
    assert.match(
      failed.failure ? fill(failed.failure.template, failed.failure.args) : '',
      /stopped being a number at iteration 28;.*of iteration 0\..*learning rate \(now 0.1\)/,
    );
    const { tensors } = await lab.store.loadCheckpoint(id);
    for (const { data } of tensors.values()) assert.ok([...data].every(Number.isFinite));
    assert.equal(failed.iteration, 0);
    assert.ok(
      Number.isFinite(scoreText(openModelFile(referenceKernels(), session.weights()), '', 'hello').logProb),
    );
  });

  it('fails once, saying why, when the disk is full', async () => {
    const lab = laboratory();
    const session = await start(lab.ports, { 'training.maxIterations': 0 });
    lab.files.append = () => Promise.reject(new Error('no space left on device'));
    lab.files.writeAtomic = lab.files.append;
    session.proceed();
    const failed = await lab.reached('failed');
    assert.match(
      failed.failure ? fill(failed.failure.template, failed.failure.args) : '',
      /could not be saved \(no space left on device\).*resume/,
    );
    assert.equal(lab.records.filter(({ state }) => state === 'failed').length, 1);
  });

  it('answers while it trains: a new learning rate, a sample, its weights', async () => {
    const lab = laboratory();
    const session = await start(lab.ports, { 'training.maxIterations': 0 });
    session.proceed();
    await lab.ports.yield();
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
    for (let slice = 0; slice < 3; slice++) await lab.ports.yield();
    const { id } = await session.halt('stopped');
    const { columns, values } = (await lab.store.history(id)).metrics;
    assert.equal(values.at(columns.indexOf('learningRate') - columns.length), 0.01);
  });

  it('says so when a finished run is to go on', async () => {
    const { lab, id } = await finished();
    await assert.rejects(resumeSession(lab.ports, id), /done all its 120 iterations/);
  });
});
