import assert from 'node:assert/strict';
import fc from 'fast-check';
import { configure } from '../../src/engine/configuration/configure';
import { shapeOf } from '../../src/engine/configuration/network';
import { Vocabulary } from '../../src/engine/data/vocabulary';
import type { Kernels } from '../../src/engine/kernels/kernels';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { encodeModel, openModelFile } from '../../src/engine/model/modelFile';
import { createWeights } from '../../src/engine/nn/network';
import { decodeSafetensors } from '../../src/engine/storage/safetensors/readSafetensors';
import { encodeSafetensors } from '../../src/engine/storage/safetensors/safetensors';
import type { RunSettings } from '../../src/protocol/run';
import { UserError } from '../../src/protocol/userError';
import { anySettings } from './support/anySettings';
import { everyKernels } from './support/kernels';
import { configuration, noise } from './support/network';

function randomTrained(kernels: Kernels, settings: Parameters<typeof configuration>[0], seed: number) {
  const vocabulary = new Vocabulary(['\n', 'a', 'b', 'é', '日'], false);
  const network = createWeights(kernels.arena, shapeOf(configuration(settings), vocabulary.size));
  const random = noise(seed);
  for (const { value } of network.parameters) {
    const values = kernels.arena.values(value);
    for (let i = 0; i < values.length; i++) values[i] = random();
  }
  return { kernels, configuration: configuration(settings), vocabulary, network, iteration: 42 };
}

describe('a model file', () => {
  it('opens with a setting of another version', () => {
    const kernels = referenceKernels();
    const { metadata, tensors } = decodeSafetensors(encodeModel(randomTrained(kernels, {}, 1)));
    const settings = JSON.stringify({ ...JSON.parse(metadata.settings), 'model.retired': 3 });
    const file = encodeSafetensors([...tensors.values()], { ...metadata, settings });
    const open = openModelFile(kernels, file);
    assert.ok(!('model.retired' in open.configuration));
  });

  it('restores the same network, bit for bit, for every combination of parts', async () => {
    for (const kernels of await everyKernels()) {
      fc.assert(
        fc.property(anySettings, fc.nat(1e6), (settings, seed) => {
          const trained = randomTrained(kernels, settings, seed);
          const open = openModelFile(kernels, encodeModel(trained));
          assert.equal(open.iteration, 42);
          assert.deepEqual(open.configuration, trained.configuration);
          assert.deepEqual(open.vocabulary.symbols, trained.vocabulary.symbols);
          for (const [p, { name, value }] of trained.network.parameters.entries()) {
            const read = open.network.parameters[p];
            assert.equal(read.name, name);
            assert.deepEqual(kernels.arena.values(read.value), kernels.arena.values(value));
          }
        }),
        { numRuns: 40 },
      );
    }
  });

  it('has the names and shapes of a PyTorch state dictionary', () => {
    const settings = { 'model.cell': 'lstm', 'model.layers': 2, 'model.hidden': 3, 'model.embedding': 4 };
    const { tensors } = decodeSafetensors(encodeModel(randomTrained(referenceKernels(), settings, 1)));
    const shapes = Object.fromEntries([...tensors.values()].map(({ name, shape }) => [name, shape]));
    assert.deepEqual(shapes, {
      'embedding.weight': [5, 4],
      'rnn.weight_ih_l0': [12, 4],
      'rnn.weight_hh_l0': [12, 3],
      'rnn.bias_ih_l0': [12],
      'rnn.bias_hh_l0': [12],
      'rnn.weight_ih_l1': [12, 3],
      'rnn.weight_hh_l1': [12, 3],
      'rnn.bias_ih_l1': [12],
      'rnn.bias_hh_l1': [12],
      'out.weight': [5, 3],
      'out.bias': [5],
    });
  });

  it('is refused before memory is allocated if its tensors contradict its header', () => {
    const kernels = referenceKernels();
    const { tensors, metadata } = decodeSafetensors(encodeModel(randomTrained(kernels, {}, 1)));
    const claims: readonly RunSettings[] = [
      { 'model.hidden': 4096, 'model.layers': 8 },
      { 'model.direct': 1000 },
      { 'model.output': 'hierarchical', 'model.compression': 4096 },
    ];
    for (const belied of claims) {
      const settings = JSON.stringify(configure(belied));
      const hostile = encodeSafetensors([...tensors.values()], { ...metadata, settings });
      const arena = { ...kernels.arena, tensor: () => assert.fail('memory was asked for') };
      const before = process.memoryUsage().arrayBuffers;
      assert.throws(() => openModelFile({ ...kernels, arena }, hostile), UserError);
      assert.ok(process.memoryUsage().arrayBuffers - before < 1e6);
    }
  });

  it('is refused when it is a safetensors file of another program, or damaged', () => {
    const kernels = referenceKernels();
    const layout = 'pytorch';
    const claims: Record<string, string>[] = [
      {},
      { format: 'pt' },
      { format: 'elman-lab' },
      { format: 'elman-lab', layout },
    ];
    for (const metadata of claims) {
      assert.throws(() => openModelFile(kernels, encodeSafetensors([], metadata)), UserError);
    }
  });
});
