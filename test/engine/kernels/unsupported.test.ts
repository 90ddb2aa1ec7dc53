import assert from 'node:assert/strict';
import { exp } from '../../../src/engine/core/math';
import { normal, uniform } from '../../../src/engine/core/random';
import { fastModule } from '../../../src/engine/kernels/fastVectors/fastModule';
import { fillDraws } from '../../../src/engine/kernels/numbers/draws';
import { exponentialsOf } from '../../../src/engine/kernels/numbers/exponentials';
import { newNumberModule } from '../../../src/engine/kernels/numbers/numberModule';
import { newWordModule } from '../../../src/engine/kernels/words/wordModule';
import { newVectorModule } from '../../../src/engine/kernels/wordVectors/vectorModule';

describe('a machine that cannot run our WebAssembly', () => {
  const { validate } = WebAssembly;
  beforeEach(() => {
    WebAssembly.validate = () => false;
  });
  afterEach(() => {
    WebAssembly.validate = validate;
  });

  it('has none of the modules', () => {
    for (const module of [newNumberModule, newVectorModule, newWordModule, fastModule]) {
      assert.equal(module(), undefined);
      WebAssembly.validate = validate;
      assert.ok(module());
      WebAssembly.validate = () => false;
    }
  });

  it('draws the same random numbers', () => {
    const first = { seed: 3, purpose: 'sample', step: 2, index: 5 } as const;
    const drawn = (kind: 'normal' | 'uniform') => {
      const numbers = new Float64Array(9);
      fillDraws(kind, first, numbers);
      return [...numbers];
    };
    // Once the module was created, it is kept.
    const slow = [drawn('normal'), drawn('uniform')];
    const expected = [normal, uniform].map(draw =>
      Array.from({ length: 9 }, (_, i) => draw(3, 'sample', 2, 5 + i)),
    );
    assert.deepEqual(slow, expected);
    WebAssembly.validate = validate;
    assert.deepEqual([drawn('normal'), drawn('uniform')], expected);
  });

  it('computes the same exponentials', () => {
    const logProbs = Float64Array.of(-3, -0.5, -700, Number.NEGATIVE_INFINITY, -1);
    const { weights, sum } = exponentialsOf(logProbs, 0.7);
    const expected = [-3, -0.5, -700, Number.NEGATIVE_INFINITY, -1].map(x => exp((x + 0.5) / 0.7));
    assert.deepEqual([...weights], expected);
    assert.equal(
      sum,
      expected.reduce((total, each) => total + each, 0),
    );
    WebAssembly.validate = validate;
    const fast = exponentialsOf(logProbs, 0.7);
    assert.deepEqual([...fast.weights], expected);
    assert.equal(fast.sum, sum);
  });
});
