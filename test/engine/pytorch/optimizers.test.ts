import assert from 'node:assert/strict';
import type { Kernels } from '../../../src/engine/kernels/kernels';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { parameter as makeParameter } from '../../../src/engine/nn/parameters';
import { type OptimizerName, optimizers } from '../../../src/engine/optim';
import { type OptimizerKind, updateEach } from '../../../src/engine/optim/optimizer';
import { distance, fixture } from '../support/fixture';
import { availableKernels } from '../support/kernels';
import { optimizerDefaults } from '../support/optimizerDefaults';

/** The optimizers in the fixture, with the learning rates used there. */
const rates = {
  sgd: 0.1,
  momentum: 0.1,
  nesterov: 0.1,
  adagrad: 0.1,
  rmsprop: 0.01,
  adadelta: 1,
  adam: 0.01,
  adamw: 0.01,
} satisfies Partial<Record<OptimizerName, number>>;

/**
 * Adagrad as PyTorch defines it, with an epsilon of 1e-10 outside the root. Ours adds epsilon inside the
 * root, as min-char-rnn does.
 */
const pytorchAdagrad: OptimizerKind = (kernels, parameters) => {
  const m = parameters.map(({ value }) => kernels.arena.tensor(value.rows, value.columns));
  return {
    state: [],
    update: (rate, _step, limit) =>
      updateEach(parameters, ({ value, gradient }, i) =>
        kernels.adagrad({ w: value, g: gradient, m: m[i] }, { rate, inside: 0, outside: 1e-10, limit }),
      ),
  };
};

/** Returns the largest difference from PyTorch's weights over eight steps. */
function worst(kernels: Kernels, name: keyof typeof rates): number {
  const tensor = fixture('pytorch/pytorch-optimisers');
  const start = tensor('p0').data;
  const shape = { rows: 1, columns: start.length };
  const parameter = makeParameter(kernels.arena, { name: 'w', role: 'output', ...shape });
  const kind = name === 'adagrad' ? pytorchAdagrad : optimizers[name];
  const optimizer = kind(kernels, [parameter], optimizerDefaults);
  kernels.arena.values(parameter.value).set(start);
  const steps = Array.from({ length: 8 }, (_, i) => i);
  return Math.max(
    ...steps.map(i => {
      const row = <T extends { subarray(from: number, to: number): T }>(rows: T) =>
        rows.subarray(i * start.length, (i + 1) * start.length);
      kernels.arena.values(parameter.gradient).set(row(tensor('grads').data as Float32Array));
      optimizer.update(rates[name], i + 1, Infinity);
      return distance(kernels.arena.values(parameter.value), row(tensor(name).data as Float64Array));
    }),
  );
}

describe('optimizers take the same steps as PyTorch', () => {
  for (const name of Object.keys(rates) as (keyof typeof rates)[]) {
    it(`${name}: reference to 1e-9`, () => {
      const error = worst(referenceKernels(), name);
      assert.ok(error < 1e-9, `off by ${error}`);
    });

    it(`${name}: fast kernels to 1e-4`, async () => {
      for (const kernels of await availableKernels()) {
        const error = worst(kernels, name);
        assert.ok(error < 1e-4, `${kernels.build} is off by ${error}`);
      }
    });
  }
});

describe('AdamW', () => {
  it('follows its definition with any decay rate and weight decay, which matrices alone can have', () => {
    const kernels = referenceKernels();
    const { arena } = kernels;
    const [rate, beta2, weightDecay] = [0.1, 0.9, 0.3];
    const roles = ['output', 'embedding', 'bias', 'gain'] as const;
    for (const decayedParameters of ['all', 'matrices'] as const) {
      const parameters = roles.map(role => makeParameter(arena, { name: role, role, rows: 1, columns: 1 }));
      const optimizer = optimizers.adamw(kernels, parameters, { beta2, weightDecay, decayedParameters });
      for (const { value } of parameters) arena.values(value).fill(2);
      const expected = roles.map(() => ({ w: 2, m: 0, s: 0 }));
      for (let step = 1; step <= 5; step++) {
        for (const [i, each] of expected.entries()) {
          const gradient = step - 2 * i;
          arena.values(parameters[i].gradient).fill(gradient);
          if (decayedParameters === 'all' || i < 2) each.w -= rate * weightDecay * each.w;
          each.m = 0.9 * each.m + 0.1 * gradient;
          each.s = beta2 * each.s + (1 - beta2) * gradient ** 2;
          const [m, s] = [each.m / (1 - 0.9 ** step), each.s / (1 - beta2 ** step)];
          each.w -= (rate * m) / (Math.sqrt(s) + 1e-8);
        }
        optimizer.update(rate, step, Infinity);
      }
      const found = parameters.map(({ value }) => arena.values(value)[0]);
      for (const [i, { w }] of expected.entries()) assert.ok(Math.abs(found[i] - w) < 1e-12, roles[i]);
    }
  });
});
