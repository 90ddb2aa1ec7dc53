import assert from 'node:assert/strict';
import { openModel } from '../../src/engine/families/kinds';
import { referenceKernels } from '../../src/engine/kernels/reference';
import type { ModelFile } from '../../src/engine/model/openModel';
import { scoreText } from '../../src/engine/scoring/score';
import { exportTensors } from '../../src/engine/storage/safetensors/pytorch';
import { encodeSafetensors, type StoredTensor } from '../../src/engine/storage/safetensors/safetensors';
import type { RunSettings } from '../../src/protocol/run';
import { randomNetwork, SYMBOLS } from '../export/network/randomNetwork';

const TEXT = 'abé日 cab\nc a\n';
const bytesOf = (text: string) => new TextEncoder().encode(text);
const list = JSON.stringify(SYMBOLS);
const kernels = referenceKernels();

/** Returns the tensors of a network, renamed as PyTorch users name them, and the network. */
function stateOf(settings: RunSettings) {
  const { network, ...open } = randomNetwork(kernels, settings);
  open.model.beginFrom(undefined);
  const tensors = exportTensors(kernels, network).map(tensor => ({
    ...tensor,
    name: tensor.name
      .replace(/^rnn/, 'model.lm')
      .replace(/^embedding/, 'model.encoder')
      .replace(/^out/, 'model.decoder'),
  }));
  return { tensors, open };
}

function openState(tensors: readonly StoredTensor[], vocabulary = list, reading: Partial<ModelFile> = {}) {
  const file = { name: 'state.safetensors', bytes: encodeSafetensors(tensors, {}), ...reading };
  return openModel(
    { ...file, vocabulary: { name: 'symbols', bytes: bytesOf(vocabulary) } },
    { kernels: async () => referenceKernels() },
  );
}

describe('a state dictionary of PyTorch', () => {
  const settings: readonly RunSettings[] = [
    {},
    { 'model.cell': 'lstm', 'model.layers': 2, 'model.embedding': 4 },
    { 'model.cell': 'gru', 'model.layers': 3 },
  ];
  for (const each of settings) {
    it(`opens as the same model: ${JSON.stringify(each)}`, async () => {
      const { tensors, open } = stateOf(each);
      const read = await openState(tensors);
      const [ours, theirs] = [open, read].map(model => scoreText(model, '', TEXT, true));
      assert.ok(theirs.scored > 10);
      assert.ok(Math.abs(theirs.logProb - ours.logProb) < 1e-9);
    });
  }

  it('adds its two biases, and needs none', async () => {
    const { tensors, open } = stateOf({});
    const half = tensors.map(tensor => {
      const bias = tensors.find(({ name }) => name.endsWith('bias_ih_l0'));
      return /bias_.h_l0$/.test(tensor.name) && bias
        ? { ...tensor, data: bias.data.map(x => x / 2) }
        : tensor;
    });
    const read = await openState(half);
    assert.ok(Math.abs(scoreText(read, '', TEXT).logProb - scoreText(open, '', TEXT).logProb) < 1e-9);
    const none = await openState(tensors.filter(({ name }) => !name.includes('bias')));
    assert.ok(Number.isFinite(scoreText(none, '', TEXT).logProb));
  });

  it('takes its vocabulary from a list, an object or lines', async () => {
    const { tensors } = stateOf({});
    const object = JSON.stringify(Object.fromEntries(SYMBOLS.map((symbol, id) => [symbol, id])));
    const [a, b] = await Promise.all([list, object].map(text => openState(tensors, text)));
    assert.equal(scoreText(a, '', TEXT).logProb, scoreText(b, '', TEXT).logProb);
    const words = await openState(tensors, 'the\ncat\nsat\n</s>\n<unk>\ndog\nmat\n');
    assert.deepEqual([words.tokenizer.id, words.model.vocabulary.size], ['word', 7]);
    assert.equal((await openState(tensors, list, { unit: 'word ascii' })).tokenizer.id, 'word ascii');
  });

  it('has the nonlinearity that is given, and warns if none is', async () => {
    const { tensors, open } = stateOf({ 'model.activation': 'relu' });
    const relu = await openState(tensors, list, { nonlinearity: 'relu' });
    assert.ok(Math.abs(scoreText(relu, '', TEXT).logProb - scoreText(open, '', TEXT).logProb) < 1e-9);
    assert.deepEqual(relu.warnings, []);
    const assumed = await openState(tensors);
    assert.match(assumed.warnings?.[0].template ?? '', /tanh is assumed/);
    await assert.rejects(openState(tensors, list, { nonlinearity: 'gelu' }), /no nonlinearity "gelu"/);
    const lstm = stateOf({ 'model.cell': 'lstm' }).tensors;
    assert.deepEqual((await openState(lstm)).warnings, []);
    await assert.rejects(openState(lstm, list, { nonlinearity: 'relu' }), /Only nn\.RNN has a nonlinearity/);
  });

  it('reads "<eos>" as the line end of words, and warns without a line end', async () => {
    const { tensors } = stateOf({ 'model.cell': 'lstm' });
    const open = (third: string) => openState(tensors, `the\ncat\n${third}\nsat\n<unk>\ndog\nmat\n`);
    const [ours, theirs, none] = await Promise.all(['</s>', '<eos>', 'a'].map(open));
    const [a, b, c] = [ours, theirs, none].map(model => scoreText(model, '', 'the cat\nsat\n'));
    assert.deepEqual([b.scored, b.logProb], [a.scored, a.logProb]);
    assert.deepEqual([ours.warnings, c.scored < a.scored], [[], true]);
    assert.match(theirs.warnings?.[0].template ?? '', /"<eos>" is read as the line end/);
    assert.match(none.warnings?.[0].template ?? '', /line ends are left out/);
  });

  it('takes words that objects have by nature as symbols', async () => {
    const { tensors } = stateOf({ 'model.cell': 'lstm' });
    const words = ['constructor', 'prototype', '__proto__', 'toString', '</s>', '<unk>', 'a'];
    const object = `{${words.map((word, id) => `${JSON.stringify(word)}: ${id}`).join()}}`;
    assert.deepEqual((await openState(tensors, object)).model.vocabulary.symbols, words);
  });

  it('is the only file that takes a vocabulary', async () => {
    const { network } = randomNetwork(kernels, {});
    const own = encodeSafetensors(exportTensors(kernels, network), { format: 'elman-lab' });
    const arpa = bytesOf('\\data\\\nngram 1=1\n\n\\1-grams:\n-1 a\n\n\\end\\\n');
    for (const bytes of [own, arpa])
      await assert.rejects(openState([], list, { bytes }), /contains its vocabulary/);
  });

  it('is refused in words if it is something else', async () => {
    const { tensors } = stateOf({ 'model.cell': 'lstm', 'model.embedding': 4 });
    const without = (pattern: RegExp) => tensors.filter(({ name }) => !pattern.test(name));
    const extra = (name: string): StoredTensor => ({
      name,
      dtype: 'F32',
      shape: [1],
      data: new Float32Array(1),
    });
    const wrong = (pattern: RegExp, shape: readonly number[]) =>
      tensors.map(each =>
        pattern.test(each.name)
          ? {
              ...each,
              shape,
              dtype: 'F32' as const,
              data: new Float32Array(shape.reduce((size, n) => size * n, 1)),
            }
          : each,
      );
    const refused: readonly [readonly StoredTensor[], string, RegExp][] = [
      [without(/lm\./), list, /needs one recurrent network .* 0 were found/],
      [without(/weight_hh/), list, /no tensor "model\.lm\.weight_hh_l0"/],
      [without(/decoder/), list, /has no output/],
      [[...tensors, extra('attention.weight')], list, /"attention\.weight", which is not part/],
      [[...tensors, extra('model.lm.weight_ih_l0_reverse')], list, /both directions/],
      [[...tensors, extra('model.lm.weight_hr_l0')], list, /proj_size/],
      [wrong(/weight_ih/, [30, 4]), list, /30 x 4, but this was expected: 6, 18 or 24 rows/],
      [wrong(/weight_hh/, [144]), list, /144, but this was expected: two dimensions/],
      [wrong(/encoder/, [3, 4]), list, /"embedding\.weight" is 3 x 4, but 7 x 4 was expected/],
      [
        [...tensors, extra('model.lm.weight_extra_l0')],
        list,
        /"model\.lm\.weight_extra_l0", which is not part/,
      ],
      [wrong(/bias_hh_l0/, [12]), list, /"model\.lm\.bias_hh_l0" is 12, but this was expected: 24/],
      [without(/encoder/), list, /7 columns, because there is no embedding/],
      [tensors, '["a"]', /vocabulary has 1 symbols, but the output "model\.decoder\.weight" has 7/],
      [tensors, '{"a": 1}', /vocabulary is not valid/],
      [tensors, '["a", "a"]', /symbols 0 and 1 are both "a"/],
    ];
    for (const [state, vocabulary, message] of refused)
      await assert.rejects(openState(state, vocabulary), message);
    await assert.rejects(openState(tensors, list, { unit: 'letters' }), /no unit "letters"/);
  });
});
