import assert from 'node:assert/strict';
import type { Kernels } from '../../../src/engine/kernels/kernels';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { createWeights, unfold } from '../../../src/engine/nn/network';
import { shapeOf } from '../contract/shapes';
import { distance, fixture } from '../support/fixture';
import { availableKernels } from '../support/kernels';

const [T, B] = [9, 3];
const shape = shapeOf({ cell: 'elman', normalisation: 'layer', vocabulary: 58, hidden: 10 });

/** Returns the name of a parameter in the fixture, whose bias of the normalisation is `b`. */
const theirs = (name: string) => (name === 'bh' ? 'b' : name);

/** Returns the largest difference from the results of PyTorch. */
function worst(kernels: Kernels): { what: string; error: number } {
  const tensor = fixture('pytorch/pytorch-elman-layernorm');
  const { arena } = kernels;
  const model = createWeights(arena, shape);
  for (const { name, value } of model.parameters) arena.values(value).set(tensor(theirs(name)).data);
  const window = unfold(kernels, model, { T, B });
  arena.idValues(window.inputs).set(tensor('x').data);
  arena.idValues(window.targets).set(tensor('y').data);
  window.forward();
  const loss = window.loss() * B; // PyTorch's loss is the sum over the streams.
  window.backward();
  const errors = [
    { what: 'loss', error: distance([loss], tensor('loss').data) },
    { what: 'h', error: distance(arena.values(window.stack.top.states), tensor('h').data) },
    ...model.parameters.map(({ name, gradient }) => {
      const found = arena.values(gradient).map(x => x * B);
      return { what: `d${name}`, error: distance(found, tensor(`grad.${theirs(name)}`).data) };
    }),
    { what: 'ln P', error: distance(arena.values(window.logProbs()), tensor('logprobs').data) },
  ];
  return errors.reduce((a, b) => (b.error > a.error ? b : a));
}

describe('an Elman network with layer normalisation computes the same as PyTorch', () => {
  it('loss, states, log-probabilities and all gradients to 1e-9', () => {
    const { what, error } = worst(referenceKernels());
    assert.ok(error < 1e-9, `${what} is off by ${error}`);
  });

  it('fast kernels to 1e-4', async () => {
    for (const kernels of await availableKernels()) {
      const { what, error } = worst(kernels);
      assert.ok(error < 1e-4, `${kernels.build}: ${what} is off by ${error}`);
    }
  });
});
