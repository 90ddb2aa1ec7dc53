import assert from 'node:assert/strict';
import fc from 'fast-check';
import { deviation, mean as meanOf } from '../../../src/common/statistics';
import { attend } from '../../../src/engine/attractors/attend';
import { oneStepErrors, randomPatterns } from '../../../src/engine/attractors/capacity';
import { flipBits } from '../../../src/engine/attractors/damage';
import { endOf } from '../../../src/engine/attractors/endOf';
import { Hopfield } from '../../../src/engine/attractors/hopfield';
import { settle, settled, UpdateOrder } from '../../../src/engine/attractors/settle';
import { erf } from '../../../src/engine/core/erf';

/** Patterns and a start of the same small size. */
const cases = fc.integer({ min: 2, max: 24 }).chain(units => {
  const state = fc
    .array(fc.constantFrom(-1, 1), { minLength: units, maxLength: units })
    .map(values => Int8Array.from(values));
  return fc.record({
    patterns: fc.array(state, { minLength: 1, maxLength: 8 }),
    start: state,
    seed: fc.nat(100),
  });
});

/** Returns W by Hebb's rule, with a diagonal of 0. */
const weightsOf = (patterns: readonly Int8Array[]) =>
  Array.from(patterns[0], (_, i) =>
    Array.from(patterns[0], (__, j) => (i === j ? 0 : patterns.reduce((sum, x) => sum + x[i] * x[j], 0))),
  );

describe('an attractor network', () => {
  it('has the inputs and the energy of the weights by Hebb’s rule', () => {
    fc.assert(
      fc.property(cases, ({ patterns, start }) => {
        const network = new Hopfield(patterns);
        const m = network.overlaps(start);
        const inputs = weightsOf(patterns).map(row => row.reduce((sum, w, j) => sum + w * start[j], 0));
        assert.deepEqual(
          inputs.map((_, i) => network.input(i, start, m)),
          inputs,
        );
        const energy = -inputs.reduce((sum, h, i) => sum + h * start[i], 0) / 2;
        assert.equal(network.energy(m), energy === 0 ? 0 : energy);
      }),
    );
  });

  it('never raises its energy, an integer, and ends in a state that no update changes', () => {
    fc.assert(
      fc.property(cases, ({ patterns, start, seed }) => {
        const network = new Hopfield(patterns);
        const states = [...settle(network, start, new UpdateOrder(network.units, seed), 1)];
        const energies = states.map(({ m }) => network.energy(m));
        assert.ok(energies.every(Number.isInteger));
        for (let i = 1; i < energies.length; i++) {
          const isChanged = states[i].s.some((unit, at) => unit !== states[i - 1].s[at]);
          assert.ok(isChanged ? energies[i] < energies[i - 1] : energies[i] === energies[i - 1]);
        }
        const { s, m } = states[states.length - 1];
        assert.deepEqual(m, network.overlaps(s));
        for (let i = 0; i < network.units; i++) assert.ok(network.input(i, s, m) * s[i] >= 0);
      }),
    );
  });

  it('updates every unit once in each sweep, in an order that the seed determines', () => {
    const [order, same, other] = [1, 1, 2].map(seed => new UpdateOrder(64, seed));
    for (const sweep of [0, 1]) {
      assert.deepEqual(
        [...order.of(sweep)].sort((a, b) => a - b),
        [...Array(64).keys()],
      );
      assert.deepEqual(order.of(sweep), same.of(sweep));
      assert.notDeepEqual(order.of(sweep), other.of(sweep));
    }
    assert.notDeepEqual(order.of(0), order.of(1));
  });
});

describe('random patterns in 1,000 units', () => {
  const N = 1000;
  const networkOf = (p: number, seed: number) => new Hopfield(randomPatterns(p, N, seed));

  // The share of wrong bits, measured independently with other random patterns, and (1 - erf sqrt(N / 2 p)) / 2.
  for (const [p, golden] of [
    [100, 0.0009],
    [138, 0.0034],
    [185, 0.0098],
    [370, 0.0493],
  ])
    it(`have ${golden} of their bits wrong after one step from one of ${p}`, () => {
      const found = oneStepErrors(networkOf(p, 1));
      const theory = (1 - erf(Math.sqrt(N / (2 * p)))) / 2;
      // Five standard errors of the difference of two measurements, and the rounding of the golden figure.
      const error = 5 * Math.sqrt((2 * theory) / (p * N)) + 0.00005;
      assert.ok(Math.abs(found - golden) < error, `${found}`);
      // The theory is that of p, N without limit: terms of the order 1 / N are missing.
      assert.ok(Math.abs(found - theory) < error + 1 / N, `${found} and ${theory}`);
    });

  for (const [p, golden] of [
    [50, 1],
    [100, 0.997],
    [138, 0.972],
    [185, 0.615],
  ])
    it(`have an overlap of ${golden} with one of ${p} after eight sweeps from 10 % noise`, () => {
      const overlaps = recalls(p).map(states => states[Math.min(8, states.length - 1)]);
      // Five standard errors of a difference of two such means, and the rounding of the golden figure.
      const error = 5 * deviation(overlaps) * Math.sqrt(2 / overlaps.length) + 0.0005;
      assert.ok(Math.abs(meanOf(overlaps) - golden) < error, `${meanOf(overlaps)}, within ${error}`);
    });

  it('lose most of their overlap above the capacity, when the network has settled', () => {
    // About 0.35 is left (Kinzel 1985).
    const ends = recalls(185).map(states => states[states.length - 1]);
    assert.ok(Math.abs(meanOf(ends) - 0.35) < 5 * deviation(ends) * Math.sqrt(1 / ends.length));
  });

  /** Recalls ten patterns of four networks. Returns the overlap of each after every sweep. */
  function recalls(p: number): number[][] {
    return [1, 2, 3, 4].flatMap(seed => {
      const network = networkOf(p, seed);
      const order = new UpdateOrder(N, seed);
      return Array.from({ length: 10 }, (_, mu) => {
        const start = flipBits(network.patterns[mu], { share: 0.1, seed, trial: mu });
        return [...settle(network, start, order, N)].map(({ m }) => m[mu] / N);
      });
    });
  }
});

describe('the end of a recall', () => {
  const N = 512;
  const patterns = randomPatterns(20, N, 5);
  const network = new Hopfield(patterns);
  const nameOf = (s: Int8Array) => endOf(network, s, network.overlaps(s));
  const sum = (chosen: readonly Int8Array[]) =>
    Int8Array.from({ length: N }, (_, i) => Math.sign(chosen.reduce((total, x) => total + x[i], 0)));

  it('is a stored pattern, also with a few other bits', () => {
    assert.deepEqual(nameOf(patterns[3]), { kind: 'stored', line: 3, distance: 0 });
    const near = flipBits(patterns[3], { share: 16 / N, seed: 1, trial: 0 });
    assert.deepEqual(nameOf(near), { kind: 'stored', line: 3, distance: 16 });
  });

  it('is the inverse of a stored pattern', () => {
    assert.deepEqual(nameOf(patterns[3].map(unit => -unit)), { kind: 'inverse', line: 3, distance: 0 });
  });

  it('is a mixed state: the sign of a sum of an odd number of patterns, some of them inverted', () => {
    const inverted = patterns[7].map(unit => -unit);
    assert.deepEqual(nameOf(sum([patterns[4], inverted, patterns[1]])), {
      kind: 'mixed',
      lines: [1, 4, 7],
      distance: 0,
    });
    const five = [2, 3, 5, 11, 13];
    assert.deepEqual(nameOf(sum(five.map(mu => patterns[mu]))), { kind: 'mixed', lines: five, distance: 0 });
  });

  it('is spurious if it is none of these', () => {
    const far = flipBits(patterns[3], { share: 40 / N, seed: 1, trial: 0 });
    assert.deepEqual(nameOf(far), { kind: 'spurious', line: 3, distance: 40 });
  });

  it('is mixed after a start between three patterns', () => {
    const few = new Hopfield(patterns.slice(0, 3));
    const { s, m } = settled(few, sum(patterns.slice(0, 3)), new UpdateOrder(N, 1));
    assert.deepEqual(endOf(few, s, m), { kind: 'mixed', lines: [0, 1, 2], distance: 0 });
  });
});

describe('a step of attention', () => {
  const patterns = randomPatterns(200, 512, 2);
  const network = new Hopfield(patterns);
  const start = flipBits(patterns[9], { share: 0.25, seed: 1, trial: 0 });

  it('recalls far more patterns than the network settles in', () => {
    const { s, m, weights } = attend(network, start, 1 / Math.sqrt(512));
    assert.deepEqual(s, patterns[9]);
    assert.equal(m[9], 512);
    assert.ok(Math.abs(weights.reduce((a, b) => a + b) - 1) < 1e-12);
    assert.ok(settled(network, start, new UpdateOrder(512, 1)).m[9] < 400);
  });

  it('mixes all patterns at a low inverse temperature', () => {
    const { weights } = attend(network, start, 0);
    for (const weight of weights) assert.ok(Math.abs(weight - 1 / 200) < 1e-15);
    assert.ok(attend(network, start, 1e-4).m[9] < 300);
  });
});
