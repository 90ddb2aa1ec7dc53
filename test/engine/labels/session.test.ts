import assert from 'node:assert/strict';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { openLabelModel } from '../../../src/engine/model/labelModel';
import { LabelReader } from '../../../src/engine/model/labelReader';
import { decodeModel } from '../../../src/engine/model/modelFile';
import { openNetwork } from '../../../src/engine/model/openNetwork';
import { startLabels } from '../../../src/engine/train/labels/startLabels';
import { resumeSession } from '../../../src/engine/train/resumeSession';
import type { LabelTask, RunSettings } from '../../../src/protocol/run';
import { repeatable, testServices } from '../support/sessions';

const SETTINGS: RunSettings = {
  'model.hidden': 5,
  'model.embedding': 4,
  'model.layers': 2,
  'model.dropout': 0.2,
  'training.batch': 3,
  'training.maxIterations': 60,
  'validation.interval': 20,
  'validation.fraction': 0.25,
  'metrics.interval': 5,
};
/** Texts that start with their label, or sentences of numbers that are tagged as even or odd. */
const texts: Readonly<Record<LabelTask, string>> = {
  classify: Array.from({ length: 24 }, (_, i) => `${'ab'[i % 2]}\t${'ab'[i % 2]}${'xyz'.slice(i % 3)}`).join(
    '\n',
  ),
  tag: Array.from({ length: 24 }, (_, i) => `${i % 5}\t${i % 2 ? 'odd' : 'even'}\n4\teven\n`).join('\n'),
};

type Services = ReturnType<typeof testServices>;

function begin({ ports }: Services, task: LabelTask, settings: RunSettings = {}) {
  const text = { name: 'a.tsv', uri: 'file:///a.tsv', bytes: Buffer.from(texts[task]) };
  return startLabels(ports, { name: 'a run', task, text, settings: { ...SETTINGS, ...settings } });
}

async function results({ store }: Services, id: string) {
  const { metrics } = await store.history(id);
  const { tensors } = await store.checkpoints.newest(id);
  return { metrics: repeatable(metrics), tensors };
}

describe('a run that trains labels', () => {
  for (const task of ['classify', 'tag'] as const) {
    it(`${task}: lowers the loss, validates with its figures and stores them`, async () => {
      const services = testServices();
      const { id } = (await begin(services, task)).proceed();
      const record = await services.reached('done');
      assert.equal(record.labelling?.task, task);
      assert.ok(record.smoothLoss < 0.67, `${record.smoothLoss}`);
      assert.ok((record.validation?.best.accuracy ?? 0) > 0.5, String(record.validation));
      const { metrics } = await services.store.history(id);
      for (const column of ['validationLoss', 'validationAccuracy', 'validationMacroF1'])
        assert.ok(metrics.columns.includes(column), column);
      assert.deepEqual(await services.store.records.read(id).then(({ labelling }) => labelling), {
        task,
        count: 2,
      });
    });

    it(`${task}: continues bit for bit after an interruption`, async () => {
      const whole = testServices();
      const { id } = (await begin(whole, task)).proceed();
      await whole.reached('done');
      const parts = testServices();
      const first = await begin(parts, task);
      first.proceed(23);
      await parts.reached('paused');
      await first.close();
      (await resumeSession(parts.ports, first.record.id)).proceed();
      await parts.reached('done');
      assert.deepEqual(await results(parts, first.record.id), await results(whole, id));
    });
  }

  it('stores a model that only its own task opens', async () => {
    const services = testServices();
    const session = await begin(services, 'classify');
    session.proceed();
    await services.reached('done');
    const file = decodeModel(session.weights());
    const kernels = referenceKernels();
    const { network, vocabulary, labels } = openLabelModel(kernels, file, 'classify');
    const tokens = [...'byz'].map(symbol => vocabulary.id(symbol));
    const [logProbs] = new LabelReader(kernels, network, 1).read([{ tokens }]);
    assert.deepEqual(labels, ['a', 'b']);
    assert.ok(logProbs[1] > logProbs[0]);
    assert.throws(() => openLabelModel(kernels, file, 'tag'), /classifies texts and cannot tag/);
    assert.throws(() => openNetwork(kernels, file), /is a classifier: it labels texts and does not predict/);
    assert.throws(() => session.sampleNow({ length: 5, temperature: 1 }), /cannot write/);
  });

  it('refuses settings that only a language model has, and cells that cannot read in both directions', async () => {
    const refused = (settings: RunSettings, expected: RegExp) =>
      assert.rejects(begin(testServices(), 'tag', settings), error => expected.test(String(error)));
    await refused({ 'training.sequenceLength': 25 }, /only for networks that predict/);
    await refused({ 'model.output': 'classes' }, /only for networks that predict/);
    await refused({ 'model.cell': 'transformer', 'model.heads': 1 }, /one direction only/);
    await refused({ 'model.cell': 'jordan' }, /feeds back/);
    await refused({ 'model.pooling': 'sum' }, /must be one of last, mean, attention/);
    await refused({ 'model.poling': 'mean' }, /no setting/);
  });
});
