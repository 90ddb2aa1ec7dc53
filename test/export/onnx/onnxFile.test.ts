import assert from 'node:assert/strict';
import fc from 'fast-check';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { onnxFile } from '../../../src/export/onnx/onnxFile';
import type { RunSettings } from '../../../src/protocol/run';
import { networks, randomNetwork, SYMBOLS } from '../network/randomNetwork';
import { onnxMetadataOf, operatorsOf } from './readOnnx';
import { idsOf, largestError, logProbsOf, openOnnx, randomText, scored } from './scored';

const CELLS = ['elman', 'lstm', 'gru', 'leaky', 'jordan', 'echoState', 'feedForward', 'transformer'];
const OUTPUTS = ['softmax', 'tied', 'classes', 'hierarchical', 'noiseContrastive', 'logistic'];
/** The outputs that a cell can have. */
const outputsOf = (cell: string) =>
  cell === 'jordan'
    ? ['softmax', 'tied']
    : OUTPUTS.filter(output => cell !== 'echoState' || output !== 'tied');
const MANY = Array.from({ length: 60 }, (_, i) => String.fromCharCode(0x3b1 + i));

/** Scores a text by a network and by its ONNX file, in one call and in pieces. */
async function check(settings: RunSettings, text: string, piece: number, symbols = SYMBOLS): Promise<void> {
  const open = randomNetwork(referenceKernels(), settings, symbols);
  const file = onnxFile(open);
  const positions = Number(onnxMetadataOf(file).positions) || undefined;
  const session = await openOnnx(file);
  const ids = idsOf(open, text);
  const whole = await scored(session, ids, ids.length, positions);
  const ours = logProbsOf(open, text);
  assert.equal(ours.length, text.length);
  const error = largestError(ours, whole);
  assert.ok(error < 1e-4, `ln P is off by ${error}`);
  const inPieces = largestError(whole, await scored(session, ids, piece, positions));
  assert.ok(inPieces < 1e-5, `in pieces, ln P is off by ${inPieces}`);
  await session.end();
}

describe('an ONNX file', () => {
  const text = randomText(SYMBOLS, 1000);

  for (const [name, settings] of Object.entries(networks))
    it(`gives ln P of 1,000 tokens to 1e-4 in onnxruntime: ${name}`, () => check(settings, text, 300));

  for (const cell of CELLS)
    it(`does so for every output and stacked layers: ${cell}`, async () => {
      for (const output of outputsOf(cell)) {
        const embedding = output === 'tied' || cell === 'feedForward' ? 6 : 0;
        const settings = { 'model.cell': cell, 'model.output': output, 'model.embedding': embedding };
        const others = { 'model.layers': 2, 'model.classes': 3, 'model.context': 2 };
        await check({ ...settings, ...others }, text, 999);
      }
    });

  it('does so for a table of bits, and for more symbols than rows of the weights', async () => {
    const bits = SYMBOLS.slice(1, 5).map((symbol, i) => `${symbol}=${(8 + i).toString(2)}`);
    const table = { 'model.bits': bits.join(' '), 'model.embedding': 0 };
    await check(table, text, 500);
    await check({ ...table, 'model.output': 'logistic' }, text, 500);
    for (const cell of ['elman', 'lstm', 'gru'])
      await check({ 'model.cell': cell }, randomText(MANY, 1000), 500, ['\n', ...MANY]);
  });

  it('does so for any sizes', () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...CELLS),
        fc.nat(),
        fc.record({
          ...{ layers: fc.integer({ min: 1, max: 3 }), heads: fc.integer({ min: 1, max: 3 }) },
          ...{ width: fc.integer({ min: 1, max: 4 }), embedding: fc.integer({ min: 1, max: 5 }) },
          ...{ classes: fc.integer({ min: 2, max: 6 }), context: fc.integer({ min: 1, max: 4 }) },
        }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 9 }),
        async (cell, choice, { layers, heads, width, embedding, classes, context }, length, piece) => {
          const sizes = { 'model.layers': layers, 'model.heads': heads, 'model.hidden': heads * width };
          const others = { 'model.embedding': embedding, 'model.classes': classes, 'model.context': context };
          const found = outputsOf(cell).filter(name => name !== 'tied'); // its embedding has the hidden size
          const output = found[choice % found.length];
          const settings = { 'model.cell': cell, 'model.output': output, ...sizes, ...others };
          await check(settings, randomText(SYMBOLS, length), piece);
        },
      ),
      { numRuns: 25 },
    ));

  it('reads several streams at once', async () => {
    for (const cell of CELLS) {
      const open = randomNetwork(referenceKernels(), { 'model.cell': cell, 'model.layers': 2 });
      const session = await openOnnx(onnxFile(open));
      const texts = [
        [1, 2, 3, 4],
        [4, 3, 2, 1],
        [5, 0, 6, 6],
      ]; // [B, T]
      const ids = [0, 1, 2, 3].flatMap(t => texts.map(stream => stream[t]));
      const together = await session.run(ids, 3, session.start(3));
      for (const [b, stream] of texts.entries()) {
        const alone = await session.run(stream, 1, session.start());
        for (const [t, row] of alone.rows.entries())
          assert.ok(largestError([...row], [...together.rows[3 * t + b]]) < 1e-5, `${cell} ${b} ${t}`);
      }
      await session.end();
    }
  });

  it('has one operator per layer, and the inputs and outputs that the guide names', async () => {
    const file = onnxFile(randomNetwork(referenceKernels(), { 'model.cell': 'lstm', 'model.layers': 3 }));
    const operators = operatorsOf(file);
    assert.equal(operators.filter(name => name === 'LSTM').length, 3);
    assert.ok(!operators.includes('Scan'));
    const session = await openOnnx(file);
    assert.deepEqual(session.inputs, ['ids', 'h', 'c']);
    assert.deepEqual(session.outputs, ['logprobs', 'next_h', 'next_c']);
    await session.end();
  });

  it('describes the network and its texts in the metadata', () => {
    const words = ['</s>', 'the', '<unk>', 'a "quoted" word', '日本'];
    const open = randomNetwork(referenceKernels(), { 'text.unit': 'word', 'model.layers': 2 }, words);
    const found = onnxMetadataOf(onnxFile(open));
    assert.deepEqual(JSON.parse(found.vocabulary), words);
    const { description, unit, tokenizer, line_end, unknown } = found;
    assert.deepEqual(
      { description, unit, tokenizer, line_end, unknown },
      {
        description: open.description,
        unit: 'word',
        tokenizer: open.tokenizer.id,
        line_end: '</s>',
        unknown: '<unk>',
      },
    );
    const [state, ...others] = JSON.parse(found.states);
    assert.deepEqual(others, []);
    assert.deepEqual([state.name, state.type, state.dims], ['h', 'float32', [2, 'B', 6]]);
    assert.deepEqual(state.start, [...(open.carried ?? [])]);
    assert.equal(JSON.parse(found.settings)['model.layers'], 2);
    const characters = onnxMetadataOf(onnxFile(randomNetwork(referenceKernels(), {}, ['a', 'b'])));
    assert.ok(!('unknown' in characters) && !('line_end' in characters) && !('positions' in characters));
  });

  it('says in words what it cannot express', () => {
    const refused = (settings: RunSettings) => () => onnxFile(randomNetwork(referenceKernels(), settings));
    assert.throws(refused({ 'model.direct': 0.001 }), /direct connections .* or ONNX/);
    const plan = { 'model.input': 'plan', 'model.bits': 'a=10', 'model.cell': 'jordan' };
    assert.throws(refused(plan), /reads plans/);
    const open = randomNetwork(referenceKernels(), {});
    const lesion = { units: [{ layer: 0, unit: 1 }], connections: [] };
    const network = { ...open.network, lesion } as unknown as typeof open.network;
    const silenced = { ...open, network };
    assert.throws(() => onnxFile(silenced), /silenced units/);
    assert.throws(() => onnxFile({ ...open, model: { ...open.model } as never }), /Only neural networks/);
    assert.throws(() => onnxFile(open, 100), /at most 2 GiB/);
  });
});
