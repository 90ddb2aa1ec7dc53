import assert from 'node:assert/strict';
import { configureTranslation, newTranslationNetwork } from '../../../src/engine/configuration/translation';
import { encodePairs } from '../../../src/engine/data/pairs/pairData';
import { Vocabulary } from '../../../src/engine/data/vocabulary';
import { generatedPairs } from '../../../src/engine/experiments/pairs';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { scoreOf } from '../../../src/engine/model/beamSearch';
import { openLabelModel } from '../../../src/engine/model/labelModel';
import { decodeModel } from '../../../src/engine/model/modelFile';
import { openNetwork } from '../../../src/engine/model/openNetwork';
import { openTranslation } from '../../../src/engine/model/translationModel';
import { TranslationReader } from '../../../src/engine/model/translationReader';
import { unfoldTranslation } from '../../../src/engine/nn/translation/translationWindow';
import { resumeSession } from '../../../src/engine/train/resumeSession';
import { startTranslation } from '../../../src/engine/train/translation/startTranslation';
import { TranslationEvaluation } from '../../../src/engine/train/translation/translationEvaluation';
import type { RunSettings } from '../../../src/protocol/run';
import { availableKernels } from '../support/kernels';
import { repeatable, testServices } from '../support/sessions';

const SETTINGS: RunSettings = {
  'model.hidden': 6,
  'model.embedding': 4,
  'model.layers': 2,
  'model.dropout': 0.1,
  'training.batch': 4,
  'training.maxIterations': 60,
  'training.schedule': 'constant',
  'validation.interval': 20,
  'validation.fraction': 0.25,
  'metrics.interval': 5,
};
const text = Array.from({ length: 24 }, (_, i) => `${'abc'.slice(i % 3)}${i}\t${'xyz'[i % 3]}${i % 2}`);

type Services = ReturnType<typeof testServices>;

function begin({ ports }: Services, settings: RunSettings = {}) {
  const source = { name: 'a.tsv', uri: 'file:///a.tsv', bytes: Buffer.from(text.join('\n')) };
  return startTranslation(ports, {
    name: 'a run',
    text: source,
    settings: { ...SETTINGS, ...settings },
  });
}

async function results({ store }: Services, id: string) {
  const { metrics } = await store.history(id);
  const { tensors } = await store.checkpoints.newest(id);
  return { metrics: repeatable(metrics), tensors };
}

describe('a run that trains on pairs', () => {
  for (const attention of ['additive', 'none']) {
    const settings = { 'model.attention': attention };

    it(`${attention}: lowers the loss, validates with its figures and stores them`, async () => {
      const services = testServices();
      const { id } = (await begin(services, settings)).proceed();
      const record = await services.reached('done');
      assert.ok(record.smoothLoss < 1.6, `${record.smoothLoss}`);
      assert.ok((record.validation?.best.accuracy ?? 0) > 0.3, JSON.stringify(record.validation));
      const { metrics } = await services.store.history(id);
      for (const column of ['validationLoss', 'validationAccuracy', 'validationExact'])
        assert.ok(metrics.columns.includes(column), column);
      const stored = await services.store.records.read(id);
      assert.deepEqual(stored.translation, { symbols: 5 });
      assert.equal(stored.validation?.best.exact, record.validation?.best.exact);
    });

    it(`${attention}: continues bit for bit after an interruption`, async () => {
      const whole = testServices();
      const { id } = (await begin(whole, settings)).proceed();
      await whole.reached('done');
      const parts = testServices();
      const first = await begin(parts, settings);
      first.proceed(23);
      await parts.reached('paused');
      await first.close();
      (await resumeSession(parts.ports, first.record.id)).proceed();
      await parts.reached('done');
      assert.deepEqual(await results(parts, first.record.id), await results(whole, id));
    });
  }

  it('does not resume if the symbols of sources or targets would be others', async () => {
    const services = testServices();
    const session = await begin(services);
    const record = await session.halt('stopped');
    await services.store.records.save({ ...record, translation: { symbols: 6 } });
    await assert.rejects(
      resumeSession(services.ports, record.id),
      /and 5 in targets; the run started with .* and 6\. The run can still write targets/,
    );
  });

  it('stores a model that only its own task opens, with the same targets', async () => {
    const services = testServices();
    const session = await begin(services);
    session.proceed();
    await services.reached('done');
    const file = decodeModel(session.weights());
    const kernels = referenceKernels();
    const open = openTranslation(kernels, file);
    assert.equal(open.longest.target, 2);
    assert.equal(open.targets.size, 5);
    assert.throws(() => openLabelModel(kernels, file, 'tag'), /Use it with .*"elman translate"/);
    assert.throws(() => openNetwork(kernels, file), /Use it with .*"elman translate"/);
    assert.throws(() => session.sampleNow({ length: 5, temperature: 1 }), /cannot write/);
    const damaged = { ...file, metadata: { ...file.metadata, targets: '["x","x"]' } };
    assert.throws(() => openTranslation(kernels, damaged), /vocabulary of this model is damaged/);
    for (const longest of [
      '',
      '{"source":2}',
      '{"source":0,"target":2}',
      '{"source":2,"target":1.5}',
      '{"source":2,"target":1001}',
      '{"source":1000000000,"target":2}',
    ]) {
      const other = { ...file, metadata: { ...file.metadata, longest } };
      assert.throws(() => openTranslation(kernels, other), /does not describe its network/, longest);
    }
  });

  it('refuses settings that only a language model has, and cells without a state', async () => {
    const refused = (settings: RunSettings, expected: RegExp) =>
      assert.rejects(begin(testServices(), settings), error => expected.test(String(error)));
    await refused({ 'training.sequenceLength': 25 }, /only for networks that predict/);
    await refused({ 'model.cell': 'transformer', 'model.heads': 1 }, /cannot have the cell/);
    await refused({ 'model.cell': 'jordan' }, /cannot have the cell/);
    await refused({ 'model.cell': 'feedForward' }, /cannot have the cell/);
    await refused({ 'model.attention': 'dot' }, /must be one of additive, none/);
    await refused({ 'model.atention': 'none' }, /no setting/);
  });
});

describe('the reader of a network that writes targets', () => {
  const pairs = [...generatedPairs('reverse-pairs', { number: 12, seed: 1, longest: 9 })].map(line =>
    line.trim().split('\t'),
  );

  /** Returns a network with random weights for letters, and the ids of the sources. */
  function networkOf(kernels: ReturnType<typeof referenceKernels>, cell: string) {
    const settings = configureTranslation({ 'model.cell': cell, 'model.hidden': 8, 'model.layers': 2 });
    const { vocabularies, sources, pairs } = encoded();
    const network = newTranslationNetwork(kernels.arena, settings, vocabularies);
    return { network, sources, pairs };
  }

  function encoded() {
    const symbols = [...new Set(pairs.join(''))].filter(symbol => symbol !== ',').sort();
    const vocabulary = new Vocabulary(symbols, false);
    const vocabularies = { sources: vocabulary, targets: vocabulary };
    const raw = pairs.map(([source, target]) => ({ source: [...source], target: [...target] }));
    const list = encodePairs(raw, vocabularies).pairs;
    return {
      vocabularies,
      pairs: list,
      sources: Array.from({ length: list.count }, (_, i) => list.at(i).source),
    };
  }

  for (const cell of ['lstm', 'gru']) {
    it(`${cell}: finds hypotheses whose probability is that of the same target with teacher forcing`, () => {
      const kernels = referenceKernels();
      const { network, sources } = networkOf(kernels, cell);
      const K = network.shape.decoder.vocabulary;
      const reader = new TranslationReader(kernels, network, {
        sources: 12,
        beam: 3,
        longestTarget: 2,
        alignments: true,
      });
      for (const [n, found] of reader.translate(sources).entries()) {
        const [best] = found;
        assert.ok(best.isComplete || best.symbols.length === 2 * Math.max(2, sources[n].length));
        const window = unfoldTranslation(kernels, network, { S: 16, T: 32, B: 1 });
        window.place([{ source: sources[n], target: best.symbols }]);
        window.forward();
        const logProbs = kernels.arena.values(window.logProbs());
        const written = best.isComplete ? [...best.symbols, K - 1] : best.symbols;
        const sum = written.reduce((all, symbol, t) => all + logProbs[t * K + symbol], 0);
        assert.ok(Math.abs(sum - best.logProb) < 1e-10, `${sum} ${best.logProb}`);
        assert.equal(best.alignment.length, written.length);
        const weights = kernels.arena.values(window.weights ?? window.logProbs());
        for (const [t, row] of best.alignment.entries())
          for (const [s, weight] of row.entries()) assert.ok(Math.abs(weights[t * 16 + s] - weight) < 1e-12);
      }
    });
  }

  it('allocates all windows of an evaluation before the first validation', () => {
    const kernels = referenceKernels();
    const { network, pairs: all } = networkOf(kernels, 'gru');
    const evaluation = new TranslationEvaluation(kernels, network, all, { B: 4, beam: 1, longestTarget: 9 });
    kernels.arena.tensor = kernels.arena.ids = () => assert.fail('allocates');
    assert.ok(evaluation.figures().loss > 0);
  });

  it('gives the same targets for sources alone and together, and with all kernels', async () => {
    const reference = referenceKernels();
    const { network, sources } = networkOf(reference, 'gru');
    const options = { beam: 2, longestTarget: 9, alignments: false };
    const together = new TranslationReader(reference, network, { ...options, sources: 12 }).translate(
      sources,
    );
    for (const { alignment } of together.flat()) assert.equal(alignment.length, 0);
    const alone = new TranslationReader(reference, network, { ...options, sources: 1 });
    for (const [n, source] of sources.entries()) {
      const [found] = alone.translate([source]);
      assert.deepEqual(
        found.map(({ symbols }) => symbols),
        together[n].map(({ symbols }) => symbols),
      );
    }
    for (const kernels of await availableKernels()) {
      const fast = networkOf(kernels, 'gru');
      const reader = new TranslationReader(kernels, fast.network, { ...options, sources: 12 });
      for (const [n, [best]] of reader.translate(sources).entries())
        assert.ok(Math.abs(scoreOf(best) - scoreOf(together[n][0])) < 1e-3, kernels.build);
    }
  });
});
