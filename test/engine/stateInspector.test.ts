import assert from 'node:assert/strict';
import { configure } from '../../src/engine/configuration/configure';
import { shapeOf } from '../../src/engine/configuration/network';
import { Vocabulary } from '../../src/engine/data/vocabulary';
import { FasterRnnlmLanguageModel } from '../../src/engine/families/fasterRnnlm/fasterRnnlmLanguageModel';
import { readFasterRnnlm } from '../../src/engine/families/fasterRnnlm/read';
import { readRnnlm } from '../../src/engine/families/rnnlm/format/read';
import { RnnlmLanguageModel } from '../../src/engine/families/rnnlm/rnnlmLanguageModel';
import type { Kernels } from '../../src/engine/kernels/kernels';
import { referenceKernels } from '../../src/engine/kernels/reference';
import type { LanguageModel } from '../../src/engine/model/languageModel';
import { RecurrentModel } from '../../src/engine/model/recurrentModel';
import { createWeights } from '../../src/engine/nn/network';
import { importTensors } from '../../src/engine/storage/safetensors/pytorch';
import type { StoredTensor } from '../../src/engine/storage/safetensors/safetensors';
import type { RunSettings } from '../../src/protocol/run';
import { type Asked, PLAIN, writePair } from './families/fasterRnnlm/support/pairs';
import { fixtureBytes } from './families/rnnlm/support/fixtures';
import { dice } from './storage/support/mutate';
import { distance, fixture } from './support/fixture';
import { availableKernels } from './support/kernels';
import { noise } from './support/network';

const symbolsOf = (V: number) =>
  new Vocabulary(
    Array.from({ length: V }, (_, id) => `s${id}`),
    false,
  );

/** Opens the network of a PyTorch fixture. A fixture without an output gets one of zeros. */
function pytorchModel(kernels: Kernels, name: string, settings: RunSettings): RecurrentModel {
  const { all } = fixture(`pytorch/${name}`);
  const V = all.get('rnn.weight_ih_l0')?.shape[1] ?? 0;
  const weights = createWeights(kernels.arena, shapeOf(configure(settings), V));
  const H = weights.shape.hidden;
  const zeros = (name: string, ...shape: number[]): [string, StoredTensor] => {
    const data = new Float64Array(shape.reduce((a, b) => a * b));
    return [name, { name, dtype: 'F64', shape, data }];
  };
  importTensors(kernels, weights, new Map([zeros('out.weight', V, H), zeros('out.bias', V), ...all]));
  return new RecurrentModel(kernels, weights, symbolsOf(V));
}

/** Returns the values of one part after each id. */
function valuesAfter(
  model: LanguageModel,
  ids: ArrayLike<number>,
  { name, layer = 0, from }: { readonly name: string; readonly layer?: number; readonly from?: unknown },
): number[][] {
  const inspector = model.inspector?.({ from, outputs: true });
  assert.ok(inspector);
  const p = inspector.parts.findIndex(part => part.name === name && part.layer === layer);
  assert.ok(p >= 0, name);
  return Array.from(ids, id => [...inspector.read(id)[p]]);
}

/** Returns the largest difference from the states of the four streams in a fixture of one layer. */
function distanceFromStreams(kernels: Kernels, cell: 'elman' | 'lstm' | 'gru'): number {
  const name = `pytorch-${cell === 'elman' ? 'elman-tanh' : cell}`;
  const tensor = fixture(`pytorch/${name}`);
  const [T, B, H] = [20, 4, 24];
  const model = pytorchModel(kernels, name, { 'model.cell': cell, 'model.hidden': H });
  const starts = (cell === 'lstm' ? ['h0', 'c0'] : ['h0']).map(each => tensor(each).data);
  const errors = Array.from({ length: B }, (_, b) => {
    const from = Float64Array.from(starts.flatMap(start => [...start.subarray(b * H, (b + 1) * H)]));
    const ids = Array.from({ length: T }, (_, t) => tensor('x').data[t * B + b]);
    const found = valuesAfter(model, ids, { name: 'h', from });
    const expected = ids.flatMap((_, t) => [
      ...tensor('hidden').data.subarray((t * B + b) * H, (t * B + b + 1) * H),
    ]);
    const cells = cell === 'lstm' ? valuesAfter(model, ids, { name: 'c', from })[T - 1] : [];
    const lastCells = cell === 'lstm' ? tensor('cN').data.subarray(b * H, (b + 1) * H) : [];
    return Math.max(distance(found.flat(), expected), distance(cells, lastCells));
  });
  return Math.max(...errors);
}

/** Returns the largest difference from the states of an LSTM with two layers over 200 characters. */
function distanceFromLstm(kernels: Kernels): number {
  const tensor = fixture('pytorch/pytorch-states-lstm');
  const settings: RunSettings = { 'model.cell': 'lstm', 'model.hidden': 10, 'model.layers': 2 };
  const model = pytorchModel(kernels, 'pytorch-states-lstm', settings);
  return distance(valuesAfter(model, tensor('x').data, { name: 'h', layer: 1 }).flat(), tensor('h').data);
}

function randomModel(settings: RunSettings): RecurrentModel {
  const kernels = referenceKernels();
  const weights = createWeights(kernels.arena, shapeOf(configure({ 'model.hidden': 5, ...settings }), 6));
  const random = noise(4);
  for (const { value } of weights.parameters)
    kernels.arena.values(value).forEach((_, i, all) => {
      all[i] = random();
    });
  return new RecurrentModel(kernels, weights, symbolsOf(6));
}

function fasterRnnlm(asked: Partial<Asked>): FasterRnnlmLanguageModel {
  const roll = dice(5);
  const { vocabulary, weights } = writePair({ ...PLAIN, ...asked }, () => roll(1e6) / 1e6);
  return new FasterRnnlmLanguageModel(readFasterRnnlm(vocabulary, weights));
}

const namesOf = (model: LanguageModel) =>
  model.inspector?.({ outputs: true }).parts.map(({ name, layer, size }) => `${name}${layer} ${size}`);

const ids = [1, 3, 2, 5, 0, 4];

describe('the values of units and gates', () => {
  it('equal the states of PyTorch', async () => {
    const reference = [
      distanceFromLstm,
      ...(['elman', 'lstm', 'gru'] as const).map(
        cell => (kernels: Kernels) => distanceFromStreams(kernels, cell),
      ),
    ];
    for (const measure of reference) {
      assert.ok(measure(referenceKernels()) < 1e-9);
      for (const kernels of await availableKernels()) assert.ok(measure(kernels) < 1e-6, kernels.build);
    }
  });

  it('have a part for every state, gate and output of every layer', () => {
    assert.deepEqual(namesOf(randomModel({ 'model.cell': 'lstm', 'model.layers': 2 })), [
      ...[0, 1].flatMap(layer => ['h', 'c', 'i', 'f', 'g', 'o'].map(name => `${name}${layer} 5`)),
      'y1 6',
    ]);
    assert.deepEqual(namesOf(randomModel({ 'model.cell': 'gru' })), ['h0 5', 'r0 5', 'z0 5', 'n0 5', 'y0 6']);
    assert.deepEqual(namesOf(randomModel({ 'model.cell': 'jordan' })), ['h0 5', 's0 6', 'y0 6']);
    const scrn = fasterRnnlm({ hiddenType: 'scrn', scrn: { context: 1, isFast: false } });
    assert.deepEqual(namesOf(scrn), ['s0 1', 'h0 3', 'y0 9']);
  });

  it('of the gates of an LSTM give its states', () => {
    const model = randomModel({ 'model.cell': 'lstm' });
    const [h, c, i, f, g, o] = ['h', 'c', 'i', 'f', 'g', 'o'].map(name => valuesAfter(model, ids, { name }));
    for (let t = 1; t < ids.length; t++) {
      const cells = c[t].map((_, j) => f[t][j] * c[t - 1][j] + i[t][j] * g[t][j]);
      assert.ok(distance(c[t], cells) < 1e-12);
      assert.ok(
        distance(
          h[t],
          cells.map((cell, j) => o[t][j] * Math.tanh(cell)),
        ) < 1e-12,
      );
    }
  });

  it('of the gates of a GRU give its states', () => {
    const faster = fasterRnnlm({ hiddenType: 'gru-full', hiddenCount: 2 });
    // In our GRU, z keeps the state; in that of faster-rnnlm, u replaces it.
    for (const [model, gate, candidate, keeps] of [
      [randomModel({ 'model.cell': 'gru' }), 'z', 'n', true],
      [faster, 'u', 'q', false],
    ] as const) {
      const layer = model === faster ? 1 : 0;
      const [h, z, n] = ['h', gate, candidate].map(name =>
        valuesAfter(model, [1, 3, 2, 5, 4], { name, layer }),
      );
      for (let t = 1; t < h.length; t++) {
        const kept = z[t].map(value => (keeps ? value : 1 - value));
        assert.ok(
          distance(
            h[t],
            kept.map((k, j) => k * h[t - 1][j] + (1 - k) * n[t][j]),
          ) < 1e-12,
        );
      }
    }
  });

  it('of the outputs are the probabilities of the next symbol', () => {
    for (const model of [
      randomModel({ 'model.layers': 2, 'model.output': 'classes' }),
      new RnnlmLanguageModel(readRnnlm(fixtureBytes('srn.model'))),
      fasterRnnlm({ hiddenType: 'tanh', hiddenCount: 2 }),
    ] as LanguageModel[]) {
      const layer = Math.max(...(model.inspector?.().parts ?? []).map(part => part.layer));
      const found = valuesAfter(model, ids, { name: 'y', layer });
      let state = model.start();
      for (const [t, id] of ids.entries()) {
        const next = model.step(state, id);
        state = next.state;
        assert.ok(distance(found[t], Array.from(next.logProbs, Math.exp)) < 1e-9);
      }
    }
  });

  it('do not depend on what else is read meanwhile', () => {
    const model = randomModel({ 'model.cell': 'lstm' });
    const alone = valuesAfter(model, ids, { name: 'h' });
    const [a, b] = [model.inspector(), model.inspector()];
    for (const [t, id] of ids.entries()) {
      assert.deepEqual([...a.read(id)[0]], alone[t]);
      b.read(5 - id);
      model.step(model.start(), 2);
    }
  });

  it('continue from a state', () => {
    for (const model of [
      randomModel({ 'model.cell': 'gru' }),
      new RnnlmLanguageModel(readRnnlm(fixtureBytes('srn.model'))),
      fasterRnnlm({ hiddenType: 'gru-full' }),
    ] as LanguageModel[]) {
      const whole = valuesAfter(model, [1, 2, 3], { name: 'h' });
      const { state } = model.step(model.start(), 1);
      assert.deepEqual(valuesAfter(model, [2, 3], { name: 'h', from: state }), whole.slice(1));
    }
  });
});
