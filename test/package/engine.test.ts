import assert from 'node:assert/strict';
import type { Network, Settings } from '../../src/engine';
import { UserError as OurUserError } from '../../src/protocol/userError';
import { distance, fixture } from '../engine/support/fixture';
import { noise, transposed } from '../engine/support/network';
import { repeatable, SETTINGS, start, TEXT, testServices } from '../engine/support/sessions';
import { type Engine, loadEngine } from './support/load';

const exact: Settings = { ...SETTINGS, 'kernels.build': 'reference' };

describe('the library', () => {
  let engine: Engine;
  before(async () => {
    engine = await loadEngine();
  });

  /** Creates a network whose weights are far from zero, so that each weight affects the results. */
  async function randomNetwork(settings: Settings = {}): Promise<Network> {
    const network = await engine.createNetwork({ ...exact, ...settings }, TEXT);
    const random = noise(7);
    for (const { name } of network.parameters)
      network.set(
        name,
        network.get(name).map(() => 0.5 * random()),
      );
    return network;
  }

  const refused = (message: RegExp) => (error: unknown) => {
    assert.ok(error instanceof engine.UserError);
    assert.match(error.message, message);
    return true;
  };

  it('makes a network from settings and a text', async () => {
    const network = await engine.createNetwork({ 'model.cell': 'lstm', 'model.hidden': 3 }, 'abcab');
    assert.deepEqual(network.vocabulary, ['a', 'b', 'c']);
    assert.deepEqual(
      network.parameters.map(({ name, rows, columns }) => `${name} ${rows} x ${columns}`),
      ['Wxh 3 x 12', 'Whh 3 x 12', 'bh 1 x 12', 'Why 3 x 3', 'by 1 x 3'],
    );
    assert.equal(network.settings['model.layers'], 1);
    assert.notEqual(network.kernels, 'reference');
    assert.deepEqual([...network.encode('cab?')], [2, 0, 1]);
    assert.equal(network.decode([2, 0, 1]), 'cab');
  });

  it('makes a network from a list of symbols or words', async () => {
    const network = await engine.createNetwork(
      { 'text.unit': 'word' },
      { vocabulary: ['</s>', 'cat', 'the'] },
    );
    assert.deepEqual([...network.encode('the cat\n')], [2, 1, 0]);
    await assert.rejects(
      engine.createNetwork({}, { vocabulary: ['a', 'a'] }),
      refused(/has 2, of which 1 are/),
    );
    await assert.rejects(engine.createNetwork({}, ''), refused(/two symbols/));
    await assert.rejects(
      engine.createNetwork({ 'model.hidden': 0 }, 'ab'),
      refused(/setting model\.hidden is 0/),
    );
  });

  it('refuses unknown settings, wherever they are given', async () => {
    const wrong: object = { 'model.hiden': 5 };
    const network = await engine.createNetwork({}, 'ab');
    const hint = /no setting "model.hiden". Did you mean "model.hidden"\?/;
    await assert.rejects(engine.createNetwork(wrong, 'ab'), refused(hint));
    assert.throws(() => engine.checkGradients(wrong), refused(hint));
    const build: object = { 'kernel.build': 'simd' };
    await assert.rejects(
      engine.openNetwork(network.save(), build),
      refused(/no setting "kernel.build". Did you mean "kernels.build"\?/),
    );
  });

  it('returns the states of a text, equal to those of PyTorch', async () => {
    const tensor = fixture('pytorch/pytorch-states-lstm');
    const vocabulary = Array.from({ length: 58 }, (_, id) => String.fromCodePoint(0x100 + id));
    for (const [build, tolerance] of [
      ['reference', 1e-9],
      ['simd', 1e-6],
    ] as const) {
      const settings: Settings = { 'model.cell': 'lstm', 'model.hidden': 10, 'model.layers': 2 };
      const network = await engine.createNetwork({ ...settings, 'kernels.build': build }, { vocabulary });
      for (const layer of [0, 1]) {
        const suffix = layer > 0 ? '_l1' : '';
        const data = (name: string) => tensor(`rnn.${name}_l${layer}`).data;
        network.set(`Wxh${suffix}`, transposed(data('weight_ih'), 40, layer > 0 ? 10 : 58));
        network.set(`Whh${suffix}`, transposed(data('weight_hh'), 40, 10));
        network.set(
          `bh${suffix}`,
          Array.from(data('bias_ih'), (bias, i) => bias + data('bias_hh')[i]),
        );
      }
      const { ids, parts } = network.states(tensor('x').data);
      assert.deepEqual(ids, tensor('x').data);
      const h = parts.find(({ name, layer }) => name === 'h' && layer === 1);
      assert.ok(distance(h?.values ?? [], tensor('h').data) < tolerance);
    }
  });

  it('returns the states of a text that is read as for scoring', async () => {
    const network = await randomNetwork({ 'model.cell': 'gru' });
    const text = TEXT.slice(0, 40);
    const { ids, starts, ends, parts } = network.states(`${text}猫`, ['h']);
    assert.deepEqual(ids, network.encode(text));
    assert.deepEqual(
      [...starts],
      [...text].map((_, i) => i),
    );
    assert.deepEqual(
      [...ends],
      [...text].map((_, i) => i + 1),
    );
    const [{ values, size }] = parts;
    const start = network.vocabulary.includes('\n') ? [network.vocabulary.indexOf('\n')] : [];
    assert.ok(distance(values.slice(-size), network.read([...start, ...ids])) < 1e-12);
    assert.throws(() => network.states(text, ['x']), refused(/has no part "x"/));
    assert.throws(() => network.states([0, 1000]), /the id 1000 is not in the vocabulary/);
    assert.equal(network.states('').ids.length, 0);
  });

  it('gets and sets parameters by name, as copies', async () => {
    const network = await randomNetwork();
    for (const { name } of network.parameters) network.set(name, network.get(name).fill(0));
    const ids = network.encode('hello world');
    const uniform = Math.log(network.vocabulary.length) * (ids.length - 1);
    assert.ok(Math.abs(network.loss(ids) - uniform) < 1e-12);
    network.get('by').fill(9);
    assert.ok(network.get('by').every(value => value === 0));
    assert.throws(() => network.get('Wxx'), /no parameter "Wxx" among Wxh, Whh/);
    assert.throws(() => network.set('bh', [1]), /"bh" has 12 numbers, and was given 1/);
  });

  it('returns the gradients of a window, which are the slopes of its loss', async () => {
    const network = await randomNetwork({ 'model.cell': 'gru', 'model.hidden': 4 });
    const streams = [network.encode('hello w'), network.encode('jumps o')];
    const { loss, gradients } = network.gradients(...streams);
    assert.equal(network.loss(...streams), loss);
    assert.ok(Math.abs(loss - (network.loss(streams[0]) + network.loss(streams[1])) / 2) < 1e-12);
    assert.deepEqual(
      Object.keys(gradients),
      network.parameters.map(({ name }) => name),
    );
    for (const { name } of network.parameters) {
      const values = network.get(name);
      const at = Math.floor(values.length / 2);
      const lossAt = (shift: number) => {
        network.set(
          name,
          values.map((value, i) => (i === at ? value + shift : value)),
        );
        return network.loss(...streams);
      };
      const slope = (lossAt(1e-5) - lossAt(-1e-5)) / 2e-5;
      network.set(name, values);
      assert.ok(Math.abs(slope - gradients[name][at]) < 1e-8, `${name}: ${slope}, ${gradients[name][at]}`);
    }
  });

  it('continues from a state: the losses of parts add up to that of the window, and each part has its own gradients', async () => {
    for (const cell of ['elman', 'lstm', 'gru', 'jordan'] as const) {
      const network = await randomNetwork({ 'model.cell': cell, 'model.layers': 2, 'model.hidden': 4 });
      const ids = network.encode('hello world');
      const [first, second] = [ids.subarray(0, 5), ids.subarray(4)];
      const state = network.read(first.subarray(0, 4));
      const parts = network.loss(first) + network.loss([second], [state]);
      assert.ok(Math.abs(parts - network.loss(ids)) < 1e-12, cell);
      assert.notEqual(network.loss(second), network.loss([second], [state]));
      assert.deepEqual(network.read(ids.subarray(4, 7), state), network.read(ids.subarray(0, 7)), cell);

      const { loss, gradients } = network.gradients([second, second], [state, state]);
      assert.ok(Math.abs(loss - network.loss([second], [state])) < 1e-12);
      const values = network.get('Whh');
      const lossAt = (shift: number) => {
        network.set(
          'Whh',
          values.map((value, i) => (i === 3 ? value + shift : value)),
        );
        return network.loss([second], [state]);
      };
      const slope = (lossAt(1e-5) - lossAt(-1e-5)) / 2e-5;
      assert.ok(Math.abs(slope - gradients.Whh[3]) < 1e-8, `${cell}: ${slope}, ${gradients.Whh[3]}`);
    }
  });

  it('accepts only states of its size, one for each stream', async () => {
    const network = await randomNetwork();
    const state = network.read([0, 1]);
    assert.equal(state.length, 12);
    assert.throws(() => network.loss([[0, 1]], [state.subarray(1)]), /states of 12 numbers each/);
    assert.throws(
      () =>
        network.gradients(
          [
            [0, 1],
            [1, 0],
          ],
          [state],
        ),
      /2 streams needs 2 starting states/,
    );
  });

  it('opens a network with the kernels that it was made with, or with requested ones', async () => {
    const bytes = (await randomNetwork()).save();
    assert.equal((await engine.openNetwork(bytes)).kernels, 'reference');
    assert.equal((await engine.openNetwork(bytes, { 'kernels.build': 'simd' })).kernels, 'simd');
    const simd = (await engine.createNetwork({ 'kernels.build': 'simd' }, TEXT)).save();
    assert.equal((await engine.openNetwork(simd)).kernels, 'simd');
    assert.equal((await engine.openNetwork(simd, { 'kernels.build': 'reference' })).kernels, 'reference');
    const wrong = { 'kernels.build': 'fast' } as unknown as Settings;
    await assert.rejects(engine.openNetwork(bytes, wrong), refused(/setting kernels\.build/));
  });

  it('refuses a window that would read beyond its memory', async () => {
    const network = await randomNetwork();
    for (const ids of [
      [0, 99],
      [0, -1],
      [0, 0.5],
      [0, Number.NaN],
    ])
      assert.throws(() => network.loss(ids), RangeError);
    assert.throws(() => network.loss([0]), RangeError);
    assert.throws(() => network.loss(), RangeError);
    assert.throws(() => network.gradients([0, 1], [0, 1, 2]), RangeError);
  });

  it('trains the bits of a run', async () => {
    const settings: Settings = { ...exact, 'metrics.interval': 1 };
    const services = testServices();
    const { id } = (await start(services.ports, settings)).proceed();
    await services.reached('done');
    const { metrics } = await services.store.history(id);
    const columns = ['loss', 'smoothLoss', 'learningRate', 'norm'].map(name => metrics.columns.indexOf(name));
    const theirs = Array.from({ length: 120 }, (_, row) =>
      columns.map(c => metrics.values[row * metrics.columns.length + c]),
    );
    assert.equal(repeatable(metrics).length, 120);

    const network = await engine.createNetwork(settings, TEXT);
    const ours: number[][] = [];
    const train = (limit: number) => {
      for (const { iteration, loss, smoothLoss, learningRate, gradientNorm } of network.train(TEXT)) {
        ours.push([loss, smoothLoss, learningRate, gradientNorm]);
        if (iteration === limit) break;
      }
    };
    train(50);
    assert.equal(network.iteration, 50);
    train(120);
    assert.deepEqual(ours, theirs);
    train(0);
    assert.equal(ours.length, 120, 'training.maxIterations are done');
  });

  it('continues with another text, and continues to count iterations', async () => {
    const network = await engine.createNetwork(exact, TEXT);
    for (const text of [TEXT, TEXT.slice(60)]) for (const _report of network.train(text));
    assert.equal(network.iteration, 240);
    assert.throws(() => network.train('hello').next(), refused(/characters .*it has 5/));
  });

  it('reports a loss that explodes', async () => {
    const wild: Settings = {
      'training.optimizer': 'sgd',
      'training.learningRate': 10,
      'training.gradientClip': 0,
    };
    const network = await engine.createNetwork({ ...exact, ...wild, 'model.activation': 'identity' }, TEXT);
    assert.throws(() => [...network.train(TEXT)], refused(/loss exploded at iteration \d+/));
  });

  it('scores a text, with the perplexity of its loss', async () => {
    const network = await randomNetwork();
    const text = 'the quick brown fox';
    const { perplexity, tokens, scored, unknown, log10Probability } = network.score(text);
    const loss = network.loss(network.encode(text));
    assert.ok(Math.abs(perplexity - Math.exp(loss / (tokens - 1))) < 1e-9);
    assert.ok(Math.abs(log10Probability + loss / Math.LN10) < 1e-9);
    assert.deepEqual([tokens, scored, unknown], [19, 18, 0]);
    assert.equal(network.score(text, 'x').scored, 19);
    assert.equal(network.score('fox!').unknown, 1);
    assert.ok(Number.isNaN(network.score('').perplexity));
  });

  it('computes the same losses for windows as for scores, for every cell', async () => {
    const { 'model.cell': cell } = engine.settings;
    assert.ok(cell.kind === 'choice');
    for (const name of cell.choices) {
      const network = await randomNetwork({ 'model.cell': name as Settings['model.cell'] });
      const text = 'the quick brown fox';
      for (const _again of [1, 2]) {
        const loss = network.loss(network.encode(text));
        assert.ok(Math.abs(network.score(text).log10Probability + loss / Math.LN10) < 1e-9, name);
      }
    }
  });

  it('samples the same text for the same seed, after what was read', async () => {
    const network = await randomNetwork();
    assert.equal(network.sample().length, 200);
    assert.equal(network.sample({ length: 30 }), network.sample({ length: 30, seed: 1 }));
    assert.notEqual(network.sample({ length: 30 }), network.sample({ length: 30, seed: 2 }));
    const mostLikely = (prime: string) => network.sample({ length: 1, temperature: 0, prime });
    const byScore = (prime: string) => {
      const scores = network.vocabulary.map(symbol => network.score(symbol, prime).log10Probability);
      return network.vocabulary[scores.indexOf(Math.max(...scores))];
    };
    const primes = ['a', 'the qu', 'lazy d', 'jumps ov', 'hello world'];
    assert.deepEqual(primes.map(mostLikely), primes.map(byScore));
    const greedy = network.sample({ length: 40, temperature: 0 });
    assert.equal(network.sample({ length: 40, topK: 1 }), greedy);
    assert.equal(network.sample({ length: 40, topP: 0 }), greedy);
    const [stop] = greedy;
    assert.equal(network.sample({ length: 40, topK: 1, stopAt: stop }), stop);
    assert.match(network.sample({ length: 5000, stopAtSentenceEnd: true }), /^[^.]+\.$/);
    for (const wrong of [{ topK: -1 }, { topK: 1.5 }, { topP: 1.1 }])
      assert.throws(() => network.sample(wrong), RangeError);
    assert.throws(() => network.sample({ length: -1 }), RangeError);
    assert.throws(() => network.sample({ temperature: Number.NaN }), RangeError);
  });

  it('saves and loads networks', async () => {
    const network = await engine.createNetwork(
      { ...SETTINGS, 'model.cell': 'jordan', 'model.layers': 2 },
      TEXT,
    );
    const before = network.score(TEXT).perplexity;
    for (const _report of network.train(TEXT));
    assert.ok(network.score(TEXT).perplexity < 0.8 * before, 'it is the network itself that has learned');
    const again = await engine.openNetwork(network.save());
    assert.equal(again.iteration, 120);
    assert.deepEqual(again.settings, network.settings);
    assert.deepEqual(again.vocabulary, network.vocabulary);
    for (const { name } of network.parameters) assert.deepEqual(again.get(name), network.get(name));
    assert.equal(again.sample(), network.sample());
    await assert.rejects(engine.openNetwork(network.save().subarray(0, 500)), refused(/./));
  });

  it('checks gradients', () => {
    const { isRight, parameters, tolerance } = engine.checkGradients({
      'model.cell': 'lstm',
      'model.layers': 2,
    });
    assert.ok(isRight && parameters.length === 8 && tolerance === 1e-6);
    assert.notEqual(engine.UserError, OurUserError, 'this is the built module, not its source');
  });
});
