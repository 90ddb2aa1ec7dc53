import assert from 'node:assert/strict';
import { everyKernels } from '../support/kernels';

/** Inputs around 0. `slopes` contains the slope of each activation at these inputs. */
const INPUTS = [-1, 0, 1];
const slopes = { relu: [0, 0, 1], leakyRelu: [0.01, 0.01, 1], elu: [Math.exp(-1), 1, 1] } as const;
const values = { relu: [0, 0, 1], leakyRelu: [-0.01, 0, 1], elu: [Math.exp(-1) - 1, 0, 1] } as const;

describe('activations with a kink', () => {
  it('have the value and the slope of their left side at 0', async () => {
    for (const kernels of await everyKernels()) {
      const { arena } = kernels;
      const tensor = (numbers: readonly number[]) => {
        const made = arena.tensor(1, numbers.length);
        arena.values(made).set(numbers);
        return made;
      };
      for (const f of ['relu', 'leakyRelu', 'elu'] as const) {
        const [Y, dA] = [tensor([9, 9, 9]), tensor([9, 9, 9])];
        kernels.activate(f, Y, tensor(INPUTS));
        kernels.activateBackward(f, dA, tensor([2, 2, 2]), Y);
        for (let i = 0; i < INPUTS.length; i++) {
          assert.ok(Math.abs(arena.values(Y)[i] - values[f][i]) < 1e-6, `${kernels.build} ${f} ${i}`);
          assert.ok(Math.abs(arena.values(dA)[i] - 2 * slopes[f][i]) < 1e-6, `${kernels.build} ${f} ${i}`);
        }
      }
    }
  });
});
