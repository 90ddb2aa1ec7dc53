import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Kernels } from '../../../src/engine/kernels/kernels';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { bias, type Parameter, parameter } from '../../../src/engine/nn/parameters';
import { optimizers } from '../../../src/engine/optim';
import { type ClippingName, clippings } from '../../../src/engine/optim/clipping';
import { normalisations } from '../../../src/engine/optim/normalisation';
import { GradientProcessing } from '../../../src/engine/train/gradientProcessing';
import type { RunSettings } from '../../../src/protocol/run';
import { distance } from '../support/fixture';
import { everyKernels } from '../support/kernels';
import { configuration } from '../support/network';
import { optimizerDefaults } from '../support/optimizerDefaults';

type Numbers = readonly (readonly number[])[];

/**
 * Returns parameters with the given values and gradients. The last row becomes a bias, and all other rows
 * weights.
 */
function parametersOf({ arena }: Kernels, values: Numbers, gradients: Numbers): Parameter[] {
  const all = values.map((row, i) =>
    i < values.length - 1
      ? parameter(arena, { name: `W${i}`, role: 'recurrent', rows: 1, columns: row.length })
      : bias(arena, 'b', row.length),
  );
  for (const [i, { value, gradient }] of all.entries()) {
    arena.values(value).set(values[i]);
    arena.values(gradient).set(gradients[i]);
  }
  return all;
}

function gradientsOf({ arena }: Kernels, parameters: readonly Parameter[]): number[][] {
  return parameters.map(({ gradient }) => [...arena.values(gradient)]);
}

/**
 * Applies `treat` on every kernel build to the gradients (3, 4) and (12), whose global norm is 13, and
 * asserts the result.
 */
async function assertTreated(
  treat: (kernels: Kernels, parameters: readonly Parameter[]) => void,
  expected: Numbers,
): Promise<void> {
  for (const kernels of await everyKernels()) {
    const parameters = parametersOf(kernels, [[0, 0], [0]], [[3, 4], [12]]);
    treat(kernels, parameters);
    const found = gradientsOf(kernels, parameters);
    assert.ok(distance(found.flat(), expected.flat()) < 1e-6, `${kernels.build}: ${found}`);
  }
}

/**
 * Replaces the gradients by clipped gradients, as `sgd` uses them. Returns the number of clipped elements.
 */
function clipped(name: ClippingName, limit: number, kernels: Kernels, all: readonly Parameter[]): number {
  const { arena } = kernels;
  const treatment = new GradientProcessing(kernels, all, configuration({ 'training.gradientClipBy': name }));
  for (const { value } of all) arena.values(value).fill(0);
  const count =
    treatment.apply(limit) +
    optimizers.sgd(kernels, all, optimizerDefaults).update(-1, 1, treatment.elementLimit(limit));
  for (const { value, gradient } of all) arena.values(gradient).set(arena.values(value));
  return count;
}

const clip = (name: ClippingName, limit: number) => (kernels: Kernels, all: readonly Parameter[]) =>
  void clipped(name, limit, kernels, all);

describe('clipping', () => {
  it('by element limits every element', () => assertTreated(clip('element', 3.5), [[3, 3.5], [3.5]]));
  it('by parameter limits the norm of every parameter’s gradient', () =>
    assertTreated(clip('parameter', 4), [[2.4, 3.2], [4]]));
  it('globally limits the norm of all gradients', () => assertTreated(clip('global', 6.5), [[1.5, 2], [6]]));

  it('does not change gradients within the limit', async () => {
    await assertTreated(clip('element', 12), [[3, 4], [12]]);
    await assertTreated(clip('parameter', 12), [[3, 4], [12]]);
    await assertTreated(clip('global', 13.01), [[3, 4], [12]]);
  });

  it('keeps signs and never increases magnitudes', () => {
    const row = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 5 });
    const rows = fc.array(row, { minLength: 1, maxLength: 4 });
    const names = fc.constantFrom(...(Object.keys(clippings) as ClippingName[]));
    fc.assert(
      fc.property(names, rows, fc.double({ min: 0.01, max: 50, noNaN: true }), (name, gradients, limit) => {
        const kernels = referenceKernels();
        const parameters = parametersOf(kernels, gradients, gradients);
        clipped(name, limit, kernels, parameters);
        const after = gradientsOf(kernels, parameters).flat();
        for (const [i, before] of gradients.flat().entries()) {
          assert.ok(
            before * after[i] >= 0 && Math.abs(after[i]) <= Math.min(limit * (1 + 1e-12), Math.abs(before)),
          );
        }
      }),
    );
  });
});

describe('the number of clipped elements', () => {
  const cases = [
    ['element', 3.5, 2],
    ['parameter', 6, 1],
    ['global', 6.5, 3],
  ] as const;
  for (const [name, limit, expected] of cases) {
    it(`is returned when clipping by ${name}`, async () => {
      for (const kernels of await everyKernels()) {
        const counts = [limit, 100].map(each => {
          const parameters = parametersOf(kernels, [[0, 0], [0]], [[3, 4], [12]]);
          return clipped(name, each, kernels, parameters);
        });
        assert.deepEqual(counts, [expected, 0], kernels.build);
      }
    });
  }
});

describe('normalising a gradient', () => {
  it('leaves it unchanged by default', () =>
    assertTreated((kernels, all) => normalisations.none(kernels, all, 4), [[3, 4], [12]]));
  it('divides it by the length of the window', () =>
    assertTreated((kernels, all) => normalisations.length(kernels, all, 4), [[0.75, 1], [3]]));
  it('scales it to norm 1', () =>
    assertTreated((kernels, all) => normalisations.norm(kernels, all, 4), [[3 / 13, 4 / 13], [12 / 13]]));

  it('leaves a zero gradient unchanged', () => {
    const kernels = referenceKernels();
    const parameters = parametersOf(kernels, [[1, 2], [3]], [[0, 0], [0]]);
    normalisations.norm(kernels, parameters, 4);
    assert.deepEqual(gradientsOf(kernels, parameters), [[0, 0], [0]]);
  });
});

describe('gradients before an update', () => {
  const values = [[2, -4], [5]];
  const treated = (settings: RunSettings) => {
    const kernels = referenceKernels();
    const parameters = parametersOf(kernels, values, [[1, 1], [3]]);
    const length = { 'training.sequenceLength': 2 };
    const chosen = configuration({ ...length, ...settings });
    const treatment = new GradientProcessing(kernels, parameters, chosen);
    const limit = chosen['training.gradientClip'];
    treatment.apply(limit);
    return gradientsOf(kernels, parameters).map(row =>
      row.map(g => Math.min(g, treatment.elementLimit(limit))),
    );
  };

  it('are unchanged without any option', () => {
    assert.deepEqual(treated({ 'training.gradientClip': 0 }), [[1, 1], [3]]);
  });

  it('get an L2 term for weights, not for biases', () => {
    const decayed = treated({ 'training.gradientClip': 0, 'training.l2': 0.5 });
    assert.deepEqual(decayed, [[1 + 0.5 * 2, 1 - 0.5 * 4], [3]]);
  });

  it('get L2, then normalisation, then clipping', () => {
    const all = {
      'training.l2': 0.5,
      'training.gradientNormalisation': 'length',
      'training.gradientClip': 0.75,
    };
    assert.deepEqual(treated(all), [[0.75, -0.5], [0.75]]);
  });
});
