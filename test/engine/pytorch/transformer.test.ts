import assert from 'node:assert/strict';
import type { Tensor } from '../../../src/engine/core/tensor';
import type { Kernels } from '../../../src/engine/kernels/kernels';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { createWeights, type NetworkWeights, unfold } from '../../../src/engine/nn/network';
import type { Parameter } from '../../../src/engine/nn/parameters';
import type { NetworkShape } from '../../../src/engine/nn/shape';
import { shapeOf } from '../contract/shapes';
import { distance, type Fixture, fixture } from '../support/fixture';
import { availableKernels } from '../support/kernels';

const [T, B, V, H] = [9, 3, 58, 16];
const shape = shapeOf({ cell: 'transformer', vocabulary: V, hidden: H, embedding: H, positions: T });

/** The networks in the PyTorch fixtures. Each network has its own file. */
const networks: Readonly<Record<string, NetworkShape>> = {
  transformer: { ...shape, layers: 2, heads: 2 },
  'transformer-tied': { ...shape, layers: 1, heads: 4, output: 'tied' },
};

/** PyTorch's names in a block, by ours. */
const names: Readonly<Record<string, string>> = {
  g1: 'ln1.weight',
  b1: 'ln1.bias',
  Wqkv: 'qkv.weight',
  bqkv: 'qkv.bias',
  Wo: 'proj.weight',
  bo: 'proj.bias',
  g2: 'ln2.weight',
  b2: 'ln2.bias',
  Wup: 'up.weight',
  bup: 'up.bias',
  Wdown: 'down.weight',
  bdown: 'down.bias',
};
const others: Readonly<Record<string, string>> = {
  embedding: 'wte.weight',
  positions: 'wpe.weight',
  Why: 'head.weight',
  g3: 'lnf.weight',
  b3: 'lnf.bias',
};

/** Returns the name in PyTorch. Undefined for the bias of the output, which the fixtures do not have. */
function nameOf(name: string): string | undefined {
  const [, base, layer = '0'] = /^(\w+?)(?:_l(\d))?$/.exec(name) ?? [];
  return base in names ? `blocks.${layer}.${names[base]}` : others[base];
}

/** Returns a tensor of the fixture in our layout: matrices are transposed, except tables. */
function oursOf(tensor: Fixture, prefix: string, { name, role, value }: Parameter): number[] | undefined {
  const theirs = nameOf(name);
  if (!theirs) return undefined;
  const { data } = tensor(prefix + theirs);
  const { rows, columns } = value;
  if (role === 'embedding' || rows === 1) return [...data];
  return Array.from(data, (_, i) => data[(i % columns) * rows + Math.floor(i / columns)]);
}

function fill({ arena }: Kernels, { parameters }: NetworkWeights, tensor: Fixture): void {
  for (const each of parameters) arena.values(each.value).set(oursOf(tensor, '', each) ?? []);
}

/** Returns the rows of a tensor [B, T, n] in our order, [T * B, n]. */
function timeMajor(data: ArrayLike<number>, n: number): number[] {
  return Array.from(data, (_, i) => {
    const [row, c] = [Math.floor(i / n), i % n];
    return data[((row % B) * T + Math.floor(row / B)) * n + c];
  });
}

/** Returns the largest difference from the results of PyTorch. */
function worst(kernels: Kernels, name: string): { what: string; error: number } {
  const tensor = fixture(`pytorch/pytorch-${name}`);
  const { arena } = kernels;
  const model = createWeights(arena, networks[name]);
  fill(kernels, model, tensor);
  const window = unfold(kernels, model, { T, B });
  arena.idValues(window.inputs).set(tensor('x').data);
  arena.idValues(window.targets).set(tensor('y').data);
  window.forward();
  const loss = window.loss() * B; // PyTorch's loss is the sum over the streams.
  window.backward();
  const gradients = model.parameters.flatMap(each => {
    const expected = oursOf(tensor, 'grad.', each);
    const found = arena.values(each.gradient).map(x => x * B);
    return expected ? [{ what: each.name, error: distance(found, expected) }] : [];
  });
  assert.equal(gradients.length, model.parameters.length - 1);
  const values = (part: Tensor) => arena.values(part);
  const errors = [
    { what: 'loss', error: distance([loss], tensor('loss').data) },
    { what: 'ln P', error: distance(values(window.logProbs()), timeMajor(tensor('logprobs').data, V)) },
    ...gradients,
  ];
  return errors.reduce((a, b) => (b.error > a.error ? b : a));
}

describe('transformers compute the same as PyTorch', () => {
  for (const name of Object.keys(networks)) {
    it(`${name}: loss, log-probabilities and gradients to 1e-9`, () => {
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
