import assert from 'node:assert/strict';
import type { Kernels } from '../../../src/engine/kernels/kernels';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { createWeights, unfold } from '../../../src/engine/nn/network';
import type { NetworkShape } from '../../../src/engine/nn/shape';
import { exportTensors, importTensors } from '../../../src/engine/storage/safetensors/pytorch';
import { distance, type Fixture, fixture } from '../support/fixture';
import { availableKernels } from '../support/kernels';

const [T, B] = [20, 4];
const common = {
  normalisation: 'none',
  positionEncoding: 'learned',
  vocabulary: 58,
  hidden: 24,
  output: 'softmax',
  embedding: 0,
  context: 1,
  heads: 1,
  positions: 1,
  bits: 0,
  plan: false,
  classes: 1,
  noise: 1,
  scoring: 'normalised',
  compression: 0,
  direct: 0,
  directOrder: 3,
} as const;
const single: NetworkShape = {
  ...common,
  cell: 'elman',
  activation: 'tanh',
  layers: 1,
  dropout: 0,
  decay: 0,
};

/** The networks in the PyTorch fixtures. Each network has its own file. */
const networks: Readonly<Record<string, NetworkShape>> = {
  'elman-tanh': single,
  'elman-relu': { ...single, activation: 'relu' },
  'elman-tanh-2layer': { ...single, layers: 2 },
  lstm: { ...single, cell: 'lstm' },
  gru: { ...single, cell: 'gru' },
};

/** Runs the network forward and backward on the window in the fixture. */
function run(kernels: Kernels, shape: NetworkShape, tensor: Fixture) {
  const { arena } = kernels;
  const model = createWeights(arena, shape);
  importTensors(kernels, model, tensor.all);
  const window = unfold(kernels, model, { T, B });
  arena.idValues(window.inputs).set(tensor('x').data);
  arena.idValues(window.targets).set(tensor('y').data);
  for (const { name, value } of window.states) {
    const layer = name.endsWith('_l1') ? 1 : 0;
    const start = tensor(name.startsWith('c') ? 'c0' : 'h0').data;
    arena.values(value).set(start.subarray(layer * value.rows * value.columns).subarray(0, B * shape.hidden));
  }
  window.forward();
  // PyTorch's loss is the sum over the streams.
  const loss = window.loss() * B;
  window.backward();
  return { model, window, loss };
}

/** Returns the largest difference from the results of PyTorch. */
function worst(kernels: Kernels, name: string): { what: string; error: number } {
  const tensor = fixture(`pytorch/pytorch-${name}`);
  const { arena } = kernels;
  const { model, window, loss } = run(kernels, networks[name], tensor);
  const errors = [
    { what: 'loss', error: distance([loss], tensor('loss').data) },
    { what: 'hidden', error: distance(arena.values(window.stack.top.states), tensor('hidden').data) },
    {
      what: 'losses',
      error: distance(
        arena.values(window.output.losses).map(x => -x),
        tensor('logProb').data,
      ),
    },
  ];
  const c = window.stack.top.carried.find(each => each.name === 'c');
  if (c) errors.push({ what: 'c', error: distance(arena.values(c.after[T]), tensor('cN').data) });
  for (const gradient of exportTensors(kernels, model, parameter => parameter.gradient)) {
    // Except for the GRU, our cells have one bias, and PyTorch's cells have two biases with the same
    // gradient.
    if (gradient.name.startsWith('rnn.bias_hh') && name !== 'gru') continue;
    const expected = tensor(`grad.${gradient.name}`).data;
    errors.push({
      what: gradient.name,
      error: distance(
        gradient.data.map(x => x * B),
        expected,
      ),
    });
  }
  return errors.reduce((a, b) => (b.error > a.error ? b : a));
}

describe('networks compute the same as PyTorch', () => {
  for (const name of Object.keys(networks)) {
    it(`${name}: loss, states, log-probabilities and gradients to 1e-9`, () => {
      const { what, error } = worst(referenceKernels(), name);
      assert.ok(error < 1e-9, `${what} is off by ${error}`);
    });

    it(`${name}: fast kernels to 1e-4`, async () => {
      for (const kernels of await availableKernels()) {
        const { what, error } = worst(kernels, name);
        assert.ok(error < 1e-4, `${kernels.build}: ${what} is off by ${error}`);
      }
    });
  }
});
