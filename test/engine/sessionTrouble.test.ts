import assert from 'node:assert/strict';
import { kernelsChanged } from '../../src/common/kernelChange';
import type { Ids, Tensor } from '../../src/engine/core/tensor';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { BuildUnavailable } from '../../src/engine/kernels/select';
import { openModelFile } from '../../src/engine/model/modelFile';
import { scoreText } from '../../src/engine/scoring/score';
import { decodeCheckpoint } from '../../src/engine/storage/runs/checkpointFormat';
import { decodeRows } from '../../src/engine/storage/runs/jsonLines';
import type { SessionPorts } from '../../src/engine/train/ports';
import { resumeSession } from '../../src/engine/train/resumeSession';
import { fill } from '../../src/protocol/message';
import type { RunSettings } from '../../src/protocol/run';
import { UserError } from '../../src/protocol/userError';
import { dice } from './storage/support/mutate';
import { SimulatedProcess } from './storage/support/simulatedProcess';
import { MemoryFileSystem } from './support/memoryFileSystem';
import { finished, repeatable, start, TEXT, testServices } from './support/sessions';

describe('a training session in trouble', () => {
  it('waits for a disk that is slower than the training, so that a crash loses little', async () => {
    let lag = 0;
    class SlowDisk extends MemoryFileSystem {
      override async append(path: string, content: Uint8Array): Promise<void> {
        for (let turn = 0; turn < 20; turn++) await services.ports.yield();
        await super.append(path, content);
        const lines = new TextDecoder().decode(content).trim().split('\n');
        const { iteration } = JSON.parse(lines[lines.length - 1]);
        if (path.endsWith('metrics.jsonl')) lag = Math.max(lag, session.record.iteration - iteration);
      }
    }
    const services = testServices(new SlowDisk());
    const session = await start(services.ports, {
      'training.maxIterations': 2000,
      'snapshot.interval': 10_000,
      'metrics.interval': 1,
    });
    session.proceed();
    await services.reached('done');
    assert.ok(lag > 0 && lag < 300, `${lag} iterations`);
  });

  it('resumes from its last checkpoint after the window crashed, and discards what came after it', async () => {
    const whole = await finished();
    const first = testServices();
    const session = await start(first.ports);
    const { id } = session.proceed();
    await first.ports.yield();
    const paused = await session.halt('paused');
    session.proceed();
    // Trains to the end, so that there are checkpoints after the pause. They are removed below.
    await first.reached('done');
    const folder = `${id}/checkpoints`;
    for (const file of await first.files.list(folder)) {
      if (Number.parseInt(file, 10) > paused.iteration) await first.files.remove(`${folder}/${file}`);
    }
    const second = testServices(first.files);
    (await resumeSession(second.ports, id)).proceed();
    await second.reached('done');
    const { metrics, samples } = await second.store.history(id);
    assert.deepEqual(repeatable(metrics), whole.metrics);
    assert.deepEqual(samples, whole.samples);
  });

  for (const [name, settings] of Object.entries<RunSettings>({
    'of every update': {},
    'of some updates': { 'metrics.interval': 3 },
    'with validations': { 'validation.fraction': 0.3, 'validation.interval': 37 },
  })) {
    it(`has every row ${name} on disk before a checkpoint is stored`, async () => {
      let metrics: Uint8Array = new Uint8Array();
      let checkpoints = 0;
      const lost: number[] = [];
      class Watched extends MemoryFileSystem {
        override async writeAtomic(path: string, content: Uint8Array): Promise<void> {
          await super.writeAtomic(path, content);
          const [, iteration] = /checkpoints\/(\d{12})/.exec(path) ?? [];
          if (iteration === undefined) return;
          checkpoints++;
          const recorded = JSON.parse(decodeCheckpoint(content).metadata.recorded);
          metrics = (await this.read(path.replace(/checkpoints.*/, 'metrics.jsonl'))) ?? metrics;
          const { values } = decodeRows(metrics.subarray(0, recorded.metrics));
          const rows = repeatable({ columns: decodeRows(metrics).columns, values });
          const every = Number(settings['metrics.interval'] ?? 1);
          const expected = Array.from({ length: Math.ceil(Number(iteration) / every) }, (_, i) => i * every);
          const found = new Set(rows.map(([first]) => first));
          lost.push(...expected.filter(each => !found.has(each)));
        }
      }
      const services = testServices(new Watched());
      // Steps have irregular durations: with constant durations, rows and checkpoints could always coincide.
      const roll = dice(1);
      let time = 0;
      const clock = { ...services.ports.clock, now: () => (time += 1 + roll(8)) };
      const all = {
        'model.hidden': 3,
        'training.maxIterations': 5000,
        'snapshot.interval': 10_000,
        'metrics.interval': 1,
      };
      (await start({ ...services.ports, clock }, { ...all, ...settings })).proceed();
      await services.reached('done');
      assert.deepEqual(lost, []);
      assert.ok(checkpoints > 3, `${checkpoints} checkpoints`);
    });
  }

  for (const code of ['ENOSPC', 'EROFS']) {
    it(`says why a run cannot be resumed: ${code}`, async () => {
      const disk = new MemoryFileSystem();
      const first = new SimulatedProcess(disk);
      const session = await first.start();
      const { id } = await session.close();
      const refuse = () => Promise.reject(Object.assign(new Error(`${code}: no`), { code }));
      const calls = ['writeAtomic', 'append'] as const;
      for (const call of calls) disk[call] = refuse;
      await assert.rejects(resumeSession(new SimulatedProcess(disk).ports, id), (error: unknown) => {
        assert.ok(error instanceof UserError, String(error));
        assert.match(error.message, new RegExp(`could not be resumed \\(${code}: no\\)`));
        return true;
      });
    });
  }

  it('does not report a programming error as a disk error', async () => {
    const disk = new MemoryFileSystem();
    const { id } = await (await new SimulatedProcess(disk).start()).close();
    const { ports } = new SimulatedProcess(disk);
    const kernels = () => Promise.reject(new TypeError('x is not a function'));
    await assert.rejects(resumeSession({ ...ports, kernels }, id), TypeError);
  });

  for (const removed of ['run', 'lock'] as const) {
    it(`stops writing and reports it if its ${removed} was removed`, async () => {
      const disk = new MemoryFileSystem();
      const services = new SimulatedProcess(disk);
      const session = await services.start();
      const { id } = session.record;
      services.onMetrics = () => void disk.remove(removed === 'run' ? id : `${id}/writers`);
      const { state, failure } = await services.finish(session);
      assert.equal(state, 'failed');
      const found = removed === 'run' ? /removed or renamed while the run was training/ : /took over the run/;
      assert.match(failure ? fill(failure.template, failure.args) : '', found);
      assert.deepEqual(await disk.list(id), removed === 'run' ? [] : ['checkpoints', 'run.json']);
    });
  }

  it('continues with another kernel build if its own does not run, and records it', async () => {
    const disk = new MemoryFileSystem();
    const services = new SimulatedProcess(disk);
    const { id, kernels: before } = await (await services.start()).close();
    await services.store.records.save({ ...(await services.store.records.read(id)), kernels: 'fma' });
    const { ports } = new SimulatedProcess(disk);
    const kernels: SessionPorts['kernels'] = async (wanted, ...sizes) => {
      if (wanted === 'fma') throw new BuildUnavailable(wanted);
      return ports.kernels(wanted, ...sizes);
    };
    const session = await resumeSession({ ...ports, kernels }, id);
    session.proceed();
    await session.close();
    const stored = await services.store.records.read(id);
    assert.deepEqual(stored.kernelChanges, [{ iteration: 0, from: 'fma', to: before }]);
    assert.equal(stored.kernels, before);
    assert.match(
      kernelsChanged('fma', stored)?.message ?? '',
      /fma, which does not run.*from iteration 0 on/,
    );
    assert.equal(kernelsChanged(before, stored), undefined);
  });

  it('resumes a run with a setting of another version', async () => {
    const { ports, store } = testServices();
    const session = await start(ports, { 'training.maxIterations': 0 });
    await session.close();
    const { id } = session.record;
    const record = await store.records.read(id);
    const settings = { ...record.settings, 'model.retired': 3 };
    await store.records.save({ ...record, settings });
    const resumed = await resumeSession(ports, id);
    assert.equal(resumed.record.settings['model.retired'], 3);
    await resumed.close();
  });

  it('leaves no run behind if the text or the settings are wrong', async () => {
    const lowest = 'training.minimumLearningRate';
    const rising = { 'training.schedule': 'cosine', [lowest]: 0.1 };
    const normalised = { 'model.normalisation': 'layer' };
    const wrong: [RunSettings, string, RegExp, string | undefined][] = [
      [{}, '', /is empty/, undefined],
      [{}, 'short', /at least 16 characters/, 'training.sequenceLength'],
      [{}, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaa', /one distinct symbol/, 'text.unit'],
      [{ 'model.hidden': 0 }, TEXT, /setting model\.hidden is 0.*whole number from 1/, 'model.hidden'],
      [{ 'model.hidden': '100' }, TEXT, /"100".*whole number/, 'model.hidden'],
      [{ 'training.learningRate': 0 }, TEXT, /number above 0/, 'training.learningRate'],
      [{ ...rising, 'training.learningRate': 0.01 }, TEXT, /\(0.01\).*\(0.1\).*higher/, lowest],
      [{ ...rising, 'training.maxIterations': 0 }, TEXT, /last iteration/, 'training.maxIterations'],
      [{ 'model.cell': 'transformer', ...normalised }, TEXT, /"transformer" cannot/, 'model.normalisation'],
      [{ 'model.cell': 'echoState', ...normalised }, TEXT, /"echoState" cannot/, 'model.normalisation'],
      [{ 'model.activation': 'cosine' }, TEXT, /must be one of tanh/, 'model.activation'],
    ];
    for (const [settings, text, message, setting] of wrong) {
      const { ports, files } = testServices();
      await assert.rejects(start(ports, settings, text), (error: unknown) => {
        assert.ok(error instanceof UserError, String(error));
        assert.match(error.message, message);
        assert.equal(error.setting, setting);
        return true;
      });
      assert.deepEqual(await files.list(''), []);
    }
  });

  it('stops with advice if the loss becomes NaN, and keeps a valid checkpoint', async () => {
    const services = testServices();
    const kernels = referenceKernels();
    // An update calls `sum` twice, for the training loss and for ln P. The gradient flow of a sample calls it
    // twice more.
    let sums = 0;
    const sick = { ...kernels, sum: (x: Tensor) => (++sums > 58 ? Number.NaN : kernels.sum(x)) };
    const ports = { ...services.ports, kernels: async () => sick };
    const session = await start(ports, { 'training.maxIterations': 0 });
    const { id } = session.proceed();
    const failed = await services.reached('failed');
    assert.match(
      failed.failure ? fill(failed.failure.template, failed.failure.args) : '',
      /stopped being a number at iteration 28;.*of iteration 0\..*learning rate \(now 0.1\)/,
    );
    const { tensors } = await services.store.checkpoints.newest(id);
    for (const { data } of tensors.values()) assert.ok([...data].every(Number.isFinite));
    assert.equal(failed.iteration, 0);
    assert.ok(
      Number.isFinite(scoreText(openModelFile(referenceKernels(), session.weights()), '', 'hello').logProb),
    );
  });

  it('writes the row of the update that failed before it says so', async () => {
    class SlowDisk extends MemoryFileSystem {
      override async append(path: string, content: Uint8Array): Promise<void> {
        for (let turn = 0; turn < 20; turn++) await services.ports.yield();
        await super.append(path, content);
        if (path.endsWith('metrics.jsonl')) written = new TextDecoder().decode(content);
      }
    }
    let written = '';
    const services = testServices(new SlowDisk());
    const kernels = referenceKernels();
    let sums = 0;
    const sick = { ...kernels, sum: (x: Tensor) => (++sums > 58 ? Number.NaN : kernels.sum(x)) };
    let before = '';
    const ports: SessionPorts = {
      ...services.ports,
      kernels: async () => sick,
      onUpdate: update => {
        services.ports.onUpdate(update);
        if (update.kind === 'record' && update.record.state === 'failed') before = written;
      },
    };
    const session = await start(ports, { 'training.maxIterations': 0 });
    session.proceed();
    await services.reached('failed');
    const rows = before.trim().split('\n');
    assert.equal(JSON.parse(rows[rows.length - 1]).iteration, 28);
  });

  it('stops with advice if a validation becomes NaN, and keeps the best one before', async () => {
    const services = testServices();
    const kernels = referenceKernels();
    const sick = {
      ...kernels,
      softmaxLoss: (P: Tensor, losses: Tensor, targets: Ids) => {
        kernels.softmaxLoss(P, losses, targets);
        if (session.record.iteration === 40) kernels.fill(losses, Number.NaN);
      },
    };
    const ports = { ...services.ports, kernels: async () => sick };
    const settings = { 'training.maxIterations': 40, 'validation.fraction': 0.2, 'validation.interval': 20 };
    const session = await start(ports, settings);
    const { id } = session.proceed();
    const failed = await services.reached('failed');
    assert.match(failed.failure?.template ?? '', /stopped being a number/);
    assert.equal(failed.failure?.kind, 'notFinite');
    assert.equal(failed.failure?.args[0], 40);
    // Waits until the record is stored.
    await session.halt('paused');
    const stored = await services.store.records.read(id);
    assert.equal(stored.state, 'failed');
    // The checkpoint was written at iteration 0, before the first validation.
    assert.equal(stored.validation, undefined);
    assert.equal((await services.store.checkpoints.best(id))?.iteration, 20);
  });

  it('fails once, with the reason, if the disk is full', async () => {
    const services = testServices();
    const session = await start(services.ports, { 'training.maxIterations': 0 });
    services.files.append = () => Promise.reject(new Error('no space left on device'));
    services.files.writeAtomic = services.files.append;
    session.proceed();
    const failed = await services.reached('failed');
    assert.match(
      failed.failure ? fill(failed.failure.template, failed.failure.args) : '',
      /could not be saved \(no space left on device\).*resume/,
    );
    assert.equal(services.records.filter(({ state }) => state === 'failed').length, 1);
  });
});
