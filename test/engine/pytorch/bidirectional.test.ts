import assert from 'node:assert/strict';
import type { Kernels } from '../../../src/engine/kernels/kernels';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import type { CellName } from '../../../src/engine/nn/cells';
import { makeLabelWeights } from '../../../src/engine/nn/labels/labelWeights';
import { unfoldLabels } from '../../../src/engine/nn/labels/labelWindow';
import { exportTensors, importTensors } from '../../../src/engine/storage/safetensors/pytorch';
import type { LabelTask } from '../../../src/protocol/run';
import { shapeOf } from '../contract/shapes';
import { distance, type Fixture, fixture } from '../support/fixture';
import { availableKernels } from '../support/kernels';

const K = 5;
const V = 58;
/** The networks in the PyTorch fixtures: cell, layers, hidden units, steps and streams. */
const networks: Readonly<Record<string, readonly [CellName, number, number, number, number]>> = {
  birnn: ['elman', 1, 7, 9, 2],
  bilstm: ['lstm', 1, 8, 9, 3],
  'bigru-2layer': ['gru', 2, 6, 7, 3],
};
/** The names of the output and of the results of each task in the fixtures. */
const tasks = { tag: ['tag', 'tags'], classify: ['label', 'labels'] } as const;

/** Runs a network forward and backward on the window in the fixture. */
function run(kernels: Kernels, tensor: Fixture, name: string, task: LabelTask) {
  const [cell, depth, hidden, T, B] = networks[name];
  const [output, targets] = tasks[task];
  const layers = shapeOf({ cell, hidden, vocabulary: V, layers: depth });
  const model = makeLabelWeights(kernels.arena, {
    task,
    direction: 'both',
    pooling: 'last',
    labels: K,
    layers,
  });
  const renamed = [...tensor.all].map(([key, value]) => [key.replace(`${output}.`, 'out.'), value] as const);
  importTensors(kernels, model, new Map(renamed));
  const window = unfoldLabels(kernels, model, { T, B });
  const column = (ids: ArrayLike<number>, b: number) => Array.from(ids).filter((_, i) => i % B === b);
  const [x, y] = [tensor('x').data, tensor(targets).data];
  window.place(Array.from({ length: B }, (_, b) => ({ tokens: column(x, b), targets: column(y, b) })));
  window.forward();
  const logits = kernels.arena.values(window.logProbs()).slice();
  const loss = window.loss() * window.predictions; // PyTorch's loss is the sum over the labels
  window.backward();
  return { model, window, loss, logits };
}

/** Returns the largest difference from the results of PyTorch. */
function worst(kernels: Kernels, name: string, task: LabelTask) {
  const tensor = fixture(`pytorch/pytorch-${name}`);
  const [output, targets] = tasks[task];
  const { model, window, loss, logits } = run(kernels, tensor, name, task);
  const errors = [
    { what: 'loss', error: distance([loss], tensor(`loss_${targets}`).data) },
    { what: 'ln P', error: distance(logits, logSoftmax(tensor(`${output}_logits`).data)) },
  ];
  for (const gradient of exportTensors(kernels, model, parameter => parameter.gradient)) {
    // Except for the GRU, our cells have one bias, and PyTorch's have two with the same gradient.
    if (gradient.name.startsWith('rnn.bias_hh') && !name.includes('gru')) continue;
    const expected = tensor(`grad_${targets}.${gradient.name.replace('out.', `${output}.`)}`).data;
    const ours = gradient.data.map(x => x * window.predictions);
    errors.push({ what: gradient.name, error: distance(ours, expected) });
  }
  return errors.reduce((a, b) => (b.error > a.error ? b : a));
}

function logSoftmax(logits: ArrayLike<number>): number[] {
  const all = Array.from(logits);
  const rows = Array.from({ length: all.length / K }, (_, r) => all.slice(K * r, K * r + K));
  return rows.flatMap(row => {
    const total = Math.log(row.reduce((sum, y) => sum + Math.exp(y), 0));
    return row.map(y => y - total);
  });
}

describe('networks that read in both directions compute the same as PyTorch', () => {
  for (const name of Object.keys(networks)) {
    for (const task of ['tag', 'classify'] as const) {
      it(`${name}, ${task}: loss, probabilities and all gradients to 1e-9`, () => {
        const { what, error } = worst(referenceKernels(), name, task);
        assert.ok(error < 1e-9, `${what} is off by ${error}`);
      });

      it(`${name}, ${task}: fast kernels to 1e-4`, async () => {
        for (const kernels of await availableKernels()) {
          const { what, error } = worst(kernels, name, task);
          assert.ok(error < 1e-4, `${kernels.build}: ${what} is off by ${error}`);
        }
      });
    }
  }
});
