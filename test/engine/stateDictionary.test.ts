import assert from 'node:assert/strict';
import { openModel } from '../../src/engine/families/kinds';
import { referenceKernels } from '../../src/engine/kernels/reference';
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

function openState(tensors: readonly StoredTensor[], vocabulary = list, unit?: string) {
  const file = { name: 'state.safetensors', bytes: encodeSafetensors(tensors, {}), unit };
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
    assert.equal((await openState(tensors, list, 'word ascii')).tokenizer.id, 'word ascii');
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
      [without(/encoder/), list, /7 columns, because there is no embedding/],
      [tensors, '["a"]', /vocabulary has 1 symbols, but the output "model\.decoder\.weight" has 7/],
      [tensors, '{"a": 1}', /vocabulary is not valid/],
      [tensors, '["a", "a"]', /symbols 0 and 1 are both "a"/],
    ];
    for (const [state, vocabulary, message] of refused)
      await assert.rejects(openState(state, vocabulary), message);
    await assert.rejects(openState(tensors, list, 'letters'), /no unit "letters"/);
  });
});
